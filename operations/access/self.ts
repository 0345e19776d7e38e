import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** In one of the forms that Unicode has for the same letters. */
const written = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * An address as its mailbox: what follows a `+` leads to the same one (RFC 5233), so that it proves nobody else. A domain
 * is written in letters or in Punycode, and with the dot of the root or without.
 */
function mailbox(text: string): string {
  const [, local, domain = ''] = /^([^@#+][^@#]*)@([^@\s]+?)\.?$/.exec(written(text)) ?? [];
  return local === undefined ? written(text) : `${local.replace(/\+.*$/, '')}@${domainToASCII(domain) || domain}`;
}
const same = (a: string, b: string) => mailbox(a) === mailbox(b);

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
  same(by, actor) ||
  same(holder, actor) ||
  asker === askerOf(id, actor) ||
  // As releases before this one wrote it: a request lives for a day.
  asker === digestOf(id, written(actor));

/** One person has a name with Linode and another with an identity provider, and one address. It is compared, and not kept. */
export const askerOf = (request: string, email: string) => digestOf(request, mailbox(email));

const digestOf = (request: string, address: string) =>
  createHash('sha256').update(`${request} ${address}`).digest('hex');
