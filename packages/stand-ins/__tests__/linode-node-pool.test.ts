import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const POOL = 'linode_lke_node_pool.env';

function platform(pool: object): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    resource: {
      linode_lke_cluster: {
        main: {
          label: 'main',
          region: 'us-ord',
          k8s_version: '1.33',
          external_pool_tags: ['env'],
          pool: [{ type: 'g6-standard-2', count: 1 }],
        },
      },
      linode_lke_node_pool: {
        env: { cluster_id: '${linode_lke_cluster.main.id}', type: 'g6-standard-4', tags: ['env'], ...pool },
      },
    },
  };
}

engineSuite('linode_lke_node_pool of the stand-in', () => {
  let standIn: StandIn;
  let root: Root;
  const pool = () => [...standIn.world.linode.pools.values()].find((it) => it.tags.includes('env'));

  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
    expect(await root.apply(platform({ node_count: 2 }))).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('rests, updates its count in place, and tells its nodes at the next read (N1, N2)', async () => {
    expect(await root.plan(platform({ node_count: 2 }))).toMatchObject({ code: 0 });

    root.write(platform({ node_count: 3 }));
    expect((await root.run('plan', '-no-color')).output).not.toContain('known after apply');
    await root.apply();
    expect(pool()).toMatchObject({ count: 3 });
    expect((await root.state(POOL)).nodes).toHaveLength(2);
    await root.apply();
    expect((await root.state(POOL)).nodes).toHaveLength(3);
  });

  it('loses its oldest nodes when it shrinks (N9)', async () => {
    const nodes = () => pool()?.nodes.map(({ id }) => id) ?? [];
    const [, ...younger] = nodes();
    expect(await root.apply(platform({ node_count: 2 }))).toMatchObject({ code: 0 });

    expect(younger).toHaveLength(2);
    expect(nodes()).toEqual(younger);
    expect(await root.apply(platform({ node_count: 3 }))).toMatchObject({ code: 0 });
    expect(nodes().slice(0, 2)).toEqual(younger);
  });

  it('is replaced for another disk encryption, not for one that is no longer named (N8)', async () => {
    const encrypted = (disk_encryption?: string) => platform({ node_count: 3, disk_encryption });
    expect(await root.plan(encrypted('enabled'))).toMatchObject({ code: 0 });
    expect(await root.plan(encrypted('disabled'))).toMatchObject({ actions: { [POOL]: 'replace' } });
    expect(await root.plan(encrypted())).toMatchObject({ code: 0 });
  });

  it('is replaced for another type (N1)', async () => {
    const other = platform({ node_count: 3, type: 'g6-standard-6' });
    expect(await root.plan(other)).toMatchObject({ actions: { [POOL]: 'replace' } });
  });

  it('does not mind what its autoscaler does when it names no count (N3)', async () => {
    const scaled = platform({ autoscaler: [{ min: 1, max: 5 }] });
    await root.apply(scaled);
    Object.assign(pool() ?? {}, { count: 4 });
    expect(await root.plan(scaled)).toMatchObject({ code: 0 });
  });

  it('does not see that its autoscaler was switched off (N4)', async () => {
    Object.assign(pool() ?? {}, { autoscaler: { enabled: false, min: 4, max: 4 } });
    expect(await root.plan(platform({ autoscaler: [{ min: 1, max: 5 }] }))).toMatchObject({ code: 0 });
  });

  it('waits until its nodes are ready (N5)', async () => {
    standIn.world.linode.nodesReadyAfter = 300;
    await root.apply(platform({ node_count: 5 }));
    expect(pool()?.nodes.map((it) => it.status)).toEqual(Array(5).fill('ready'));
  });

  it('is found by cluster and pool when it is imported (N6)', async () => {
    await root.run('state', 'rm', POOL);
    const id = `${pool()?.cluster_id ?? 0},${pool()?.id ?? 0}`;
    expect(await root.run('import', POOL, id)).toMatchObject({ code: 0 });
    expect(await root.plan(platform({ node_count: 5 }))).toMatchObject({ code: 0 });
  });

  it('is created again when somebody has deleted it (N1)', async () => {
    standIn.world.linode.pools.delete(pool()?.id ?? 0);
    expect(await root.plan()).toMatchObject({ actions: { [POOL]: 'create' } });
  });
});
