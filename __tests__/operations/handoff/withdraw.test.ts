import type { EnvironmentName } from '../../../model/entities/environment';
import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import { comparePublished } from '../../../operations/handoff/compare-published';
import type { ContractId } from '../../../operations/handoff/contracts';
import { contractHash } from '../../../operations/handoff/hash';
import { lastVersion, publishContract, readKept } from '../../../operations/handoff/publish';
import { withdrawContract } from '../../../operations/handoff/withdraw';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
const terms = termsOfContract(examplePlatform(), { name: 'staging' });
const contract = (): HandoffContract => {
  if (!terms) throw new Error('the example hands staging off');
  return { ...terms, namespace_uid: 'first' };
};

/** Contracts and their ledger in memory, for one environment. */
function memoryBook() {
  const kept: { version: number; hash: string; contract?: HandoffContract }[] = [];
  const found = ({ version, hash }: ContractId) => kept.find((it) => it.version === version && it.hash === hash);
  const published = (one: (typeof kept)[number] | undefined) =>
    one?.contract && { version: one.version, hash: one.hash, contract: one.contract };
  const contracts = {
    keep: (_: EnvironmentName, version: number, it: HandoffContract) => {
      kept.push({ version, hash: contractHash(it), contract: it });
      return Promise.resolve();
    },
    read: (_: EnvironmentName, id: ContractId) => Promise.resolve(published(found(id))),
    newestId: () => {
      const last = [...kept].sort((a, b) => a.version - b.version).at(-1);
      return Promise.resolve(last?.contract && { version: last.version, hash: last.hash });
    },
    keepWithdrawal: (_: EnvironmentName, version: number) => {
      kept.push({ version, hash: 'withdrawn' });
      return Promise.resolve();
    },
  };
  return { ledger: memoryLedger().ledger, contracts, kept };
}

describe('withdrawing a contract', () => {
  it('is a version of its own, after which nobody reads a contract', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contract());
    const withdrawn = await withdrawContract(book, audit, 'staging');

    expect(withdrawn).toMatchObject({ status: 'withdrawn', version: 2, changes: [{ rule: 'contract-withdrawn' }] });
    await expect(readKept(book, 'staging')).resolves.toBeUndefined();
    await expect(lastVersion(book.ledger, 'staging')).resolves.toMatchObject({ version: 2, hash: null });
  });

  it('is done once, and never where nothing is published', async () => {
    const book = memoryBook();
    const never = await withdrawContract(book, audit, 'staging');
    await publishContract(book, audit, contract());
    await withdrawContract(book, audit, 'staging');
    const again = await withdrawContract(book, audit, 'staging');

    expect([never, again]).toEqual([undefined, undefined]);
    await expect(book.ledger.last('staging')).resolves.toBe(2);
  });

  it('is made up for by the next run, where one was killed half way', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contract());
    const killed = { ...book.contracts, keepWithdrawal: () => Promise.reject(new Error('it is killed')) };
    await expect(withdrawContract({ ...book, contracts: killed }, audit, 'staging')).rejects.toThrow('killed');
    await expect(book.contracts.newestId()).resolves.toMatchObject({ version: 1 });
    await withdrawContract(book, audit, 'staging');

    await expect(book.contracts.newestId()).resolves.toBeUndefined();
    await expect(book.ledger.last('staging')).resolves.toBe(2);
  });

  it('ends one whose first document was never kept, too: the ledger has it, and so has the service', async () => {
    const book = memoryBook();
    const killed = { ...book.contracts, keep: () => Promise.reject(new Error('it is killed')) };
    await expect(publishContract({ ...book, contracts: killed }, audit, contract())).rejects.toThrow('killed');
    const withdrawn = await withdrawContract(book, audit, 'staging');

    expect(withdrawn).toMatchObject({ status: 'withdrawn', version: 2 });
    await expect(readKept(book, 'staging')).resolves.toBeUndefined();
    await expect(withdrawContract(book, audit, 'staging')).resolves.toBeUndefined();
  });

  it('is followed by the next version, where the environment is handed off again', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contract());
    await withdrawContract(book, audit, 'staging');
    const again = await publishContract(book, audit, contract());

    expect(again).toMatchObject({ status: 'published', version: 3, changes: [] });
    await expect(readKept(book, 'staging')).resolves.toMatchObject({ version: 3 });
  });

  it('is seen before it is applied, and breaks what was told', async () => {
    const book = memoryBook();
    const planned = [{ environment: 'staging', terms: undefined }] as const;
    const before = await comparePublished(book.contracts, planned);
    await publishContract(book, audit, contract());

    expect(before).toEqual([]);
    await expect(comparePublished(book.contracts, planned)).resolves.toEqual([
      {
        ...{ environment: 'staging', published: 1, breaking: true },
        changes: [{ rule: 'contract-withdrawn', effect: 'breaking', at: 'contract', before: 'version 1', after: null }],
      },
    ]);
  });
});
