import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import type { ContractId } from '../../../operations/handoff/contracts';
import { contractHash } from '../../../operations/handoff/hash';
import { publishContract, readPublished } from '../../../operations/handoff/publish';
import { publishWithUid } from '../../../operations/handoff/republish-recreated';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
const contractWith = (changes: Partial<HandoffContract>): HandoffContract => {
  const terms = termsOfContract(examplePlatform(), { name: 'staging' });
  if (!terms) throw new Error('the example hands staging off');
  return { ...terms, namespace_uid: 'first', ...changes };
};

describe('the contract of a namespace that was made anew', () => {
  /** A first contract, and another one after it. @param kept whether the run of that one lived to keep its document */
  async function superseded(changes: Partial<HandoffContract>, { kept }: { readonly kept: boolean }) {
    const documents = new Map<string, HandoffContract>();
    let isKilled = false;
    const contracts = {
      keep: (_: string, version: number, contract: HandoffContract) => {
        if (isKilled) return Promise.reject(new Error('it is killed'));
        documents.set(`${version}-${contractHash(contract)}`, contract);
        return Promise.resolve();
      },
      read: (_: string, id: ContractId) => {
        const contract = documents.get(`${id.version}-${id.hash}`);
        return Promise.resolve(contract && { ...id, contract });
      },
    };
    const book = { ledger: memoryLedger().ledger, contracts };
    const first = contractWith({});
    await publishContract(book, audit, first);
    isKilled = !kept;
    await publishContract(book, audit, contractWith(changes)).catch(() => undefined);
    isKilled = false;
    return { book, published: { version: 1, hash: contractHash(first), contract: first } };
  }

  it('is left to an apply that has published it meanwhile', async () => {
    const { book, published } = await superseded({ namespace_uid: 'second' }, { kept: true });
    const changed = { namespace_uid: 'second', ingress_base_domain: 'other.acme.example' };
    const apply = await superseded(changed, { kept: true });

    await expect(publishWithUid(book, audit, published, 'second')).resolves.toMatchObject({ status: 'unchanged' });
    await expect(publishWithUid(apply.book, audit, apply.published, 'second')).resolves.toBeUndefined();
  });

  it.each<[string, Partial<HandoffContract>, { kept: boolean }]>([
    ['tells of an older namespace', { ingress_base_domain: 'other.acme.example' }, { kept: true }],
    ['is of a run that was killed', { ingress_base_domain: 'other.acme.example' }, { kept: false }],
    [
      'knows the namespace, and was killed before anybody could read it',
      { namespace_uid: 'second', ingress_base_domain: 'other.acme.example' },
      { kept: false },
    ],
  ])('is not settled where the one that came after %s; to publish it by hand settles it', async (_, changes, kept) => {
    const { book, published } = await superseded(changes, kept);
    await expect(publishWithUid(book, audit, published, 'second')).rejects.toThrow('somebody else has published');

    // As `handoff publish` does.
    await publishContract(book, audit, contractWith({ ...changes, namespace_uid: 'second' }));
    await expect(readPublished(book, 'staging')).resolves.toMatchObject({ contract: { namespace_uid: 'second' } });
  });
});
