import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const INLINE = { type: 'g6-standard-2', count: 1 };
const BETA = { linode: { api_version: 'v4beta' } };

const lockOn = (type: string, id: string) => ({ entity_type: type, entity_id: id, lock_type: 'cannot_delete' });

/** A cluster with the lock of each of its parts, and what a test makes of it. */
function platform(locks: object, inline: object = INLINE, provider: object = BETA): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    provider,
    resource: {
      linode_lke_cluster: {
        main: { label: 'main', region: 'us-ord', k8s_version: '1.33', external_pool_tags: ['env'], pool: [inline] },
      },
      linode_lke_node_pool: {
        env: { cluster_id: '${linode_lke_cluster.main.id}', type: 'g6-standard-4', node_count: 1, tags: ['env'] },
      },
      ...(Object.keys(locks).length > 0 && { linode_lock: locks }),
    },
  };
}

const LOCKS = {
  cluster: lockOn('lkecluster', '${linode_lke_cluster.main.id}'),
  inline: lockOn('lkenodepool', '${linode_lke_cluster.main.pool[0].id}'),
  env: lockOn('lkenodepool', '${linode_lke_node_pool.env.id}'),
};

engineSuite('linode_lock of the stand-in', () => {
  let standIn: StandIn;
  let root: Root;
  const account = () => standIn.world.linode;

  beforeEach(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  it('rests after it was applied, and goes before what it locks (C1)', async () => {
    expect(await root.apply(platform(LOCKS))).toMatchObject({ code: 0 });
    expect(await root.plan()).toMatchObject({ code: 0, actions: {} });
    expect([...account().locks.values()].map(({ entity }) => entity.type).sort()).toEqual([
      'lkecluster',
      'lkenodepool',
      'lkenodepool',
    ]);

    expect(await root.destroy()).toMatchObject({ code: 0 });
    expect(account().clusters.size + account().locks.size).toBe(0);
  });

  it('keeps a pool alive that the provider would delete behind an update (C2)', async () => {
    await root.apply(platform(LOCKS));
    const other = platform(LOCKS, { ...INLINE, type: 'g6-standard-4' });

    const { code, errors } = await root.apply(other);

    expect([code, errors.join()]).toEqual([1, expect.stringContaining('lock (Lock ID:')]);
    expect(account().poolsOf(account().cluster('main').id)).toContainEqual(
      expect.objectContaining({ type: INLINE.type }),
    );
  });

  it.each([
    ['under API v4', { linode: {} }, false, 'Not found'],
    ['by a restricted user', BETA, true, 'Unauthorized'],
  ])('cannot be made %s (C3)', async (_case, provider, restricted, reason) => {
    account().profile.restricted = restricted;

    const { code, errors } = await root.apply(platform({ cluster: LOCKS.cluster }, INLINE, provider));

    expect([code, errors.join()]).toEqual([1, expect.stringContaining(`Error creating Lock: `)]);
    expect(errors.join()).toContain(reason);
  });

  it('is the only one of its object (C4)', async () => {
    const { errors } = await root.apply(platform({ one: LOCKS.cluster, two: LOCKS.cluster }));

    expect(errors.join()).toContain('needs to be removed to add cannot_delete lock');
  });
});
