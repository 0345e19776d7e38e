import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { inventory } from '../support/inventory';
import { makeAtLinode } from '../support/make-at-linode';
import { dataOf, type PlatformData } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
/** As production of the example declares it, so that the take-over changes nothing of it. */
const POOL = { name: 'found', instanceType: 'g6-standard-2', count: 3 };
const ADDRESS = 'linode_lke_node_pool.pool["found"]';

standInSuite('going back from a first apply that took over what existed', () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  let pool: number;
  let before: Record<string, unknown>;
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', 'cluster', 'system', '--yes')).resolves.toMatchObject({ code: FINE });
    const [cluster] = workplace.standIn.world.linode.clusters.keys();
    const tags = ['environment-pool', 'by-hand'];
    const body = { type: POOL.instanceType, count: POOL.count, label: 'by-hand', tags };
    pool = await makeAtLinode(workplace.standIn, `/lke/clusters/${cluster}/pools`, body, 'v4beta');
    await synth(`${cluster},${pool}`);
    before = inventory(workplace);
  });
  afterAll(() => workplace.close());

  /** @param id of what production takes over. @default - nothing */
  const synth = (id?: string, more: PlatformData = {}) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, PlatformData> };
      const production = { ...data.environments.production, nodePools: [POOL], ...more };
      const imports = id === undefined ? [] : [{ stack: 'production', to: ADDRESS, id }];
      return { ...data, environments: { ...data.environments, production }, imports };
    });
  const found = () => workplace.standIn.world.linode.pools.get(pool);
  const nodes = () => found()?.nodes.map(({ id }) => id);
  /** Writes the state of production once more, as the plain engine would. */
  const writtenBySomebodyElse = () => {
    const bucket = workplace.s3.bucket('acme-state');
    const key = 'acme/production.tfstate';
    const state = JSON.parse(bucket.get(key).body.toString()) as { serial: number };
    bucket.put(key, Buffer.from(JSON.stringify({ ...state, serial: state.serial + 1 })));
  };
  /** What is not as it was, the pool aside: of that the class says that what the apply changed of it stays. */
  const differs = () => {
    const after = inventory(workplace);
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]) && key !== `pools ${pool}`);
  };

  it('forgets the pool, which goes on with its nodes, and destroys what was made', async () => {
    const nodesBefore = nodes();
    await desk.applied();
    expect(differs()).not.toEqual([]);
    const plan = await desk.latest('production');
    const refused = await desk.run(plan.rollback_id);
    const declined = await workplace.atTerminal(
      ['rollback', 'run', plan.rollback_id],
      [
        { to: /Do this \(take-down\)\?/, type: 'yes' },
        { to: /Do this to production\?/, type: 'no' },
      ],
    );
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect(plan).toMatchObject({ previous: { kind: 'nothing' } });
    expect(plan).toMatchObject({
      steps: expect.arrayContaining([expect.objectContaining({ id: `forget:${ADDRESS}` })]) as object[],
    });
    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringContaining(ADDRESS) as string });
    expect(declined.code).toBe(ERROR);
    expect(declined.stdout.replace(/\s+/g, ' ')).toContain(
      `was done before you were asked for the plan, and stays: the state has forgotten ${ADDRESS}`,
    );
    expect(went).toMatchObject({ code: FINE });
    expect({ nodes: nodes(), differs: differs() }).toEqual({ nodes: nodesBefore, differs: [] });
    await expect(desk.run(plan.rollback_id, '--yes-to', 'take-down')).resolves.toMatchObject({
      code: FINE,
      stdout: expect.stringContaining('nothing was to be done') as string,
    });
  });

  it('does so, too, where another apply of it had failed after the take-over', async () => {
    const nodesBefore = nodes();
    const { faults } = workplace.standIn.world;
    faults.refuse({ type: 'kubernetes_resource_quota_v1', operation: 'create' }, { message: 'not now', times: 9 });
    const failed = await workplace.command('apply', 'production', '--yes');
    const again = await workplace.command('apply', 'production', '--yes');
    faults.clear();
    const plan = await desk.latest('production');
    writtenBySomebodyElse();
    // What that made would go as well, and nobody has agreed to it.
    await expect(desk.run(plan.rollback_id, '--yes-to', 'take-down')).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('written-since') as string,
    });
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect([failed.code, again.code]).toEqual([ERROR, ERROR]);
    expect(plan).toMatchObject({ inverse_blocks: { forgotten: [ADDRESS] } });
    expect(went).toMatchObject({ code: FINE });
    expect({ nodes: nodes(), differs: differs() }).toEqual({ nodes: nodesBefore, differs: [] });
  });
});
