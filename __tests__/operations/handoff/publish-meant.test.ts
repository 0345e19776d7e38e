import type { EnvironmentName } from '../../../model/entities/environment';
import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import type { ContractId } from '../../../operations/handoff/contracts';
import { contractHash } from '../../../operations/handoff/hash';
import { NothingToPublish, publishMeant } from '../../../operations/handoff/publish-meant';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
const termsOf = (name: EnvironmentName) => termsOfContract(examplePlatform(), { name });

function memoryBook() {
  const kept = new Map<EnvironmentName, ContractId>();
  const { ledger } = memoryLedger();
  const contracts = {
    keep: (environment: EnvironmentName, version: number, contract: HandoffContract) => {
      kept.set(environment, { version, hash: contractHash(contract) });
      return Promise.resolve();
    },
    read: () => Promise.resolve(undefined),
    newestId: (environment: EnvironmentName) => Promise.resolve(kept.get(environment)),
    keepWithdrawal: (environment: EnvironmentName) => {
      kept.delete(environment);
      return Promise.resolve();
    },
  };
  return { ledger, contracts, kept };
}

describe('publishing what is meant', () => {
  const steps: string[] = [];
  const meant = {
    ...{ named: true, onStep: (what: string) => steps.push(what) },
    uidOf: (name: EnvironmentName) => Promise.resolve(name === 'production' ? null : `uid-${name}`),
  };
  const staging = { environment: 'staging', terms: termsOf('staging') } as const;
  const production = { environment: 'production', terms: termsOf('production') } as const;
  const system = { environment: 'system', terms: undefined } as const;

  it('refuses names before it does anything, all at once', async () => {
    const book = memoryBook();
    const refused = publishMeant(book, audit, { ...meant, meant: [staging, production, system] });

    await expect(refused).rejects.toThrow(NothingToPublish);
    await expect(refused).rejects.toMatchObject({
      problems: [
        { what: 'production has no namespace yet, so there is nothing to hand off' },
        { what: expect.stringContaining('system is not handed off') as string },
      ],
    });
    expect([...book.kept]).toEqual([]);
    await expect(book.ledger.last('staging')).resolves.toBe(0);
  });

  it('of all publishes those that can be, and tells of the rest', async () => {
    const book = memoryBook();
    const all = [production, system, staging];
    const { publications, left } = await publishMeant(book, audit, { ...meant, named: false, meant: all });

    expect(publications).toMatchObject([{ environment: 'staging', status: 'published' }]);
    expect(left).toMatchObject([{ status: 'nothing-there', fix: 'npx lke-platform apply production' }]);
  });

  it('withdraws, by its name, what the ledger has and no document was kept of', async () => {
    const book = memoryBook();
    const killed = { ...book.contracts, keep: () => Promise.reject(new Error('it is killed')) };
    await publishMeant({ ...book, contracts: killed }, audit, { ...meant, meant: [staging] });
    const ended = { environment: 'staging', terms: undefined } as const;
    const { publications, left } = await publishMeant(book, audit, { ...meant, meant: [ended] });

    expect([publications, left]).toMatchObject([[{ environment: 'staging', status: 'withdrawn', version: 2 }], []]);
    await expect(publishMeant(book, audit, { ...meant, meant: [ended] })).rejects.toThrow(NothingToPublish);
  });

  it('goes on after one that fails, and withdraws what is not handed off', async () => {
    const book = memoryBook();
    await publishMeant(book, audit, { ...meant, meant: [staging] });
    const ended = { environment: 'staging', terms: undefined } as const;
    const development = {
      environment: 'development',
      terms: staging.terms && { ...staging.terms, environment: 'development' as const },
    } as const;
    const failing = {
      ...book,
      contracts: { ...book.contracts, keep: () => Promise.reject(new Error('the store refuses')) },
    };
    const { publications, left } = await publishMeant(failing, audit, { ...meant, meant: [development, ended] });

    expect(publications).toMatchObject([{ environment: 'staging', status: 'withdrawn' }]);
    expect(left).toEqual([
      {
        status: 'failed',
        what: 'the hand-off contract of development is not published: the store refuses',
        fix: 'npx lke-platform handoff publish development',
      },
    ]);
  });
});
