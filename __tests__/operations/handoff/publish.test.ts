import type { EnvironmentName } from '../../../model/entities/environment';
import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import type { ContractId } from '../../../operations/handoff/contracts';
import { contractHash } from '../../../operations/handoff/hash';
import {
  lastPublished,
  publishContract,
  readKept,
  readPublished,
  Superseded,
} from '../../../operations/handoff/publish';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const terms = termsOfContract(examplePlatform(), { name: 'staging' });
const contractWith = (changes: Partial<HandoffContract> = {}): HandoffContract => {
  if (!terms) throw new Error('the example hands staging off');
  return { ...terms, namespace_uid: 'first', ...changes };
};
const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };

/** Contracts and their ledger in memory. @param onRead something that happens while a contract is read */
function memoryBook() {
  const documents = new Map<string, HandoffContract>();
  const keyOf = (environment: EnvironmentName, { version, hash }: ContractId) => `${environment}/${version}-${hash}`;
  const { ledger } = memoryLedger();
  const contracts = {
    keep: (environment: EnvironmentName, version: number, contract: HandoffContract) => {
      documents.set(keyOf(environment, { version, hash: contractHash(contract) }), contract);
      return Promise.resolve();
    },
    read: (environment: EnvironmentName, id: ContractId) => {
      const contract = documents.get(keyOf(environment, id));
      return Promise.resolve(contract && { ...id, contract });
    },
  };
  return { ledger, contracts, documents };
}

describe('publishing a contract', () => {
  it('gives each change a version, and tells what it changes', async () => {
    const book = memoryBook();
    const first = await publishContract(book, audit, contractWith());
    const second = await publishContract(book, audit, contractWith({ ingress_base_domain: 'other.acme.example' }));

    expect([first.status, first.version, first.changes]).toEqual(['published', 1, []]);
    expect([second.version, second.changes.map(({ rule }) => rule)]).toEqual([2, ['ingress-domain-changed']]);
    await expect(readPublished(book, 'staging')).resolves.toMatchObject({
      version: 2,
      contract: { ingress_base_domain: 'other.acme.example' },
    });
  });

  it('publishes nothing twice', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contractWith());

    await expect(publishContract(book, audit, contractWith())).resolves.toMatchObject({
      status: 'unchanged',
      version: 1,
    });
    await expect(book.ledger.last('staging')).resolves.toBe(1);
  });

  it('gives an environment that was made anew another version, which breaks', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contractWith());
    const { version, changes } = await publishContract(book, audit, contractWith({ namespace_uid: 'second' }));

    expect([version, changes]).toEqual([2, [expect.objectContaining({ rule: 'environment-recreated' })]]);
    await expect(lastPublished(book.ledger, 'staging')).resolves.toMatchObject({ namespaceUid: 'second' });
  });

  it('of two at the same time gives each a version, and the same one to the same contract', async () => {
    const book = memoryBook();
    const contracts = ['a.acme.example', 'b.acme.example', 'a.acme.example'];
    const published = await Promise.all(
      contracts.map((domain) => publishContract(book, audit, contractWith({ ingress_base_domain: domain }))),
    );
    const byDomain = new Map(published.map(({ version }, index) => [version, contracts[index]]));

    expect([...byDomain.keys()].length).toBe(await book.ledger.last('staging'));
  });

  it('leaves its readers the former one until the document of the last is kept', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contractWith());
    const killed = { ...book.contracts, keep: () => Promise.reject(new Error('it was killed')) };
    const next = contractWith({ ingress_base_domain: 'other.acme.example' });
    await publishContract({ ...book, contracts: killed }, audit, next).catch(() => undefined);

    await expect(readPublished(book, 'staging')).rejects.toThrow('its document is not kept');
    await expect(readKept(book, 'staging')).resolves.toMatchObject({ version: 1 });
    await publishContract(book, audit, next);
    await expect(readKept(book, 'staging')).resolves.toMatchObject({ version: 2 });
  });

  it('publishes nothing that was made of a contract that is not the last any more', async () => {
    const book = memoryBook();
    const { version } = await publishContract(book, audit, contractWith());
    await publishContract(book, audit, contractWith({ ingress_base_domain: 'applied.acme.example' }));

    await expect(publishContract(book, audit, contractWith({ namespace_uid: 'second' }), version)).rejects.toThrow(
      Superseded,
    );
    await expect(readPublished(book, 'staging')).resolves.toMatchObject({
      ...{ version: 2, contract: { ingress_base_domain: 'applied.acme.example' } },
    });
  });

  it('keeps the document of a run that was killed before it had', async () => {
    const book = memoryBook();
    await publishContract(book, audit, contractWith());
    book.documents.clear();

    await expect(readPublished(book, 'staging')).rejects.toThrow('handoff publish staging');
    await publishContract(book, audit, contractWith());
    await expect(readPublished(book, 'staging')).resolves.toMatchObject({ version: 1 });
  });

  it('has the same hash whatever the order of its keys', () => {
    const contract = contractWith();
    const other = Object.fromEntries(Object.entries(contract).reverse()) as HandoffContract;

    expect(contractHash(other)).toBe(contractHash(contract));
    // What is a set to those who read it has no order: a list that is written otherwise is no other contract.
    for (const name of ['domains', 'tls_secrets', 'secrets'] as const)
      expect(contractHash({ ...contract, [name]: [...contract[name]].reverse() })).toBe(contractHash(contract));
    const { roles } = contract.access;
    const written = roles.map((role) => ({ ...role, permissions: [...role.permissions].reverse() })).reverse();
    expect(contractHash({ ...contract, access: { ...contract.access, roles: written } })).toBe(contractHash(contract));
    const steps = [...contract.deployment_steps].reverse();
    expect(contractHash(contractWith({ deployment_steps: steps }))).not.toBe(contractHash(contract));
    expect(contractHash(contractWith({ contacts: ['x@acme.example'] }))).not.toBe(contractHash(contract));
  });
});
