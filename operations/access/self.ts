import { createHash } from 'node:crypto';

/** An address in one of the forms that Unicode has for the same letters. */
const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
const same = (a: string, b: string) => plain(a) === plain(b);

/** Of a request, what tells who would have it. */
interface Askers {
  readonly id: string;
  readonly by: string;
  /** Digest of the address of who asked; undefined where it is not known. */
  readonly asker: string | undefined;
  readonly asked: { readonly holder: string };
}

/** Whether somebody would approve their own: who asked, or who is to hold it. @param actor a name, or an address */
export const isSelf = ({ id, by, asker, asked: { holder } }: Askers, actor: string) =>
  same(by, actor) || same(holder, actor) || asker === askerOf(id, actor);

/** One person has a name with Linode and another with an identity provider, and one address. It is compared, and not kept. */
export const askerOf = (request: string, email: string) =>
  createHash('sha256')
    .update(`${request} ${plain(email)}`)
    .digest('hex');
