import { termsOfContract } from '../../model/handoff/terms';
import { openAuditLog } from '../../operations/audit/place';
import { Contracts } from '../../operations/handoff/contracts';
import { publishContract, readPublished } from '../../operations/handoff/publish';
import { withdrawContract } from '../../operations/handoff/withdraw';
import { useOnce, wasUsed } from '../../operations/handoff/service/once';
import { CephAccount } from '../support/ceph/account';
import { environmentOf } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { examplePlatform } from '../support/platforms';

const ROUNDS = 30;
const REPLICAS = 4;

onCeph('the hand-off on a store', () => {
  let account: CephAccount;
  const buckets = { ledger: 'handoff-ledger', artifacts: 'handoff-artifacts' };
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'handoff');
    for (const bucket of Object.values(buckets)) await account.store.createBucket(bucket);
    await account.store.setVersioning(buckets.artifacts, true);
  });
  const replica = () => {
    const { endpoint } = account.access();
    const log = openAuditLog({ platform: 'handoff', endpoint, buckets }, environmentOf(account.access()));
    return { ledger: log.ledger, contracts: new Contracts(log.s3, log.artifacts) };
  };

  it(`lets one of ${REPLICAS} replicas use a link, in ${ROUNDS} races, and tells the others when that was`, async () => {
    const replicas = Array.from({ length: REPLICAS }, replica);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const now = new Date(Date.UTC(2026, 10, 27, 12, 0, round));
      const uses = await Promise.all(
        replicas.map(({ ledger }) => useOnce(ledger.store, 'links', `round-${round}`, now)),
      );

      expect(uses.filter(({ first }) => first)).toHaveLength(1);
      expect(uses.filter(({ first }) => !first)).toEqual(
        Array.from({ length: REPLICAS - 1 }, () => ({ first: false, usedAt: now.toISOString() })),
      );
    }
    await expect(wasUsed(replica().ledger.store, 'links', 'round-1')).resolves.toBe(true);
    await expect(wasUsed(replica().ledger.store, 'links', 'round-0')).resolves.toBe(false);
  });

  it('gives each contract that is published at the same time a version of its own', async () => {
    const terms = termsOfContract(examplePlatform(), { name: 'staging' });
    if (!terms) throw new Error('the example hands staging off');
    const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
    const domains = Array.from({ length: REPLICAS }, (_, index) => `d${index}.acme.example`);
    const published = await Promise.all(
      domains.map((domain) =>
        publishContract(replica(), audit, { ...terms, ingress_base_domain: domain, namespace_uid: 'uid' }),
      ),
    );

    expect(published.map(({ version }) => version).sort()).toEqual(domains.map((_, index) => index + 1));
    const last = await readPublished(replica(), 'staging');
    expect(last).toMatchObject({ ...(await replica().contracts.newest('staging')) });

    const withdrawn = await withdrawContract(replica(), audit, 'staging');
    expect(withdrawn).toMatchObject({ version: REPLICAS + 1 });
    await expect(replica().contracts.newest('staging')).resolves.toBeUndefined();
    await expect(readPublished(replica(), 'staging')).resolves.toBeUndefined();
  });
});
