import { setTimeout as sleep } from 'node:timers/promises';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** A root with one cluster and what a test adds to it. */
function platform(cluster: object, more: object = {}, provider: object = {}): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    provider: { linode: provider },
    resource: { linode_lke_cluster: { main: { ...CLUSTER, ...cluster } }, ...more },
  };
}

const SYSTEM = { type: 'g6-standard-2', count: 3, label: 'system' };
const CLUSTER = { label: 'main', region: 'us-ord', k8s_version: '1.33', pool: [SYSTEM] };
const MAIN = 'linode_lke_cluster.main';
const V4BETA = { api_version: 'v4beta' };

engineSuite('linode_lke_cluster of the stand-in', () => {
  let standIn: StandIn;
  let root: Root;
  const account = () => standIn.world.linode;
  const main = () => account().cluster('main');

  beforeEach(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  it('rests after it was applied, and is gone after destroy (L1)', async () => {
    expect(await root.apply(platform({}))).toMatchObject({ code: 0, actions: { [MAIN]: 'create' } });
    expect(await root.plan()).toMatchObject({ code: 0, actions: {} });
    expect(await root.state(MAIN)).toMatchObject({ id: String(main().id), status: 'ready', tags: [] });

    expect(await root.destroy()).toMatchObject({ code: 0 });
    expect(account().clusters.size + account().pools.size).toBe(0);
  });

  it('sees and undoes what was changed or deleted behind its back (L1)', async () => {
    await root.apply(platform({}));
    main().tags = ['by-hand'];
    expect(await root.plan()).toMatchObject({ code: 2, actions: { [MAIN]: 'update' } });
    await root.apply();
    expect(main().tags).toEqual([]);

    account().clusters.clear();
    expect(await root.plan()).toMatchObject({ code: 2, actions: { [MAIN]: 'create' } });
  });

  it('is replaced for another region, and updated for another label (L2)', async () => {
    await root.apply(platform({}));
    expect(await root.plan(platform({ label: 'other' }))).toMatchObject({ actions: { [MAIN]: 'update' } });
    expect(await root.plan(platform({ region: 'us-sea' }))).toMatchObject({ actions: { [MAIN]: 'replace' } });
  });

  it('recycles every node for another Kubernetes version, in place (L3)', async () => {
    await root.apply(platform({}));
    const before = account().poolsOf(main().id)[0]?.nodes ?? [];
    expect(await root.apply(platform({ k8s_version: '1.34' }))).toMatchObject({
      code: 0,
      actions: { [MAIN]: 'update' },
    });
    const after = account().poolsOf(main().id)[0]?.nodes ?? [];
    expect(after).toHaveLength(before.length);
    expect(after.filter((it) => before.some(({ id }) => id === it.id))).toEqual([]);
  });

  it.each([
    ['no pool on the standard tier (L4)', { pool: [] }, 'at least one pool is required'],
    ['a tier without api_version v4beta (L5)', { tier: 'standard' }, "must be set to 'v4beta'"],
    [
      'an update strategy without the enterprise tier (L25)',
      { pool: [{ ...SYSTEM, update_strategy: 'on_recycle' }] },
      'pool.0: `update_strategy` can only be configured when tier is set to "enterprise"',
    ],
    ['a pool without count and autoscaler (L6)', { pool: [{ type: 'g6-standard-2' }] }, '`count` must be defined'],
  ])('refuses in a plan %s', async (_, cluster, message) => {
    const { code, errors } = await root.plan(platform(cluster));
    expect(code).toBe(1);
    expect(errors.join()).toContain(message);
  });

  it('takes pools by their place: without the first, every later one changes (L7)', async () => {
    const other = { type: 'g6-standard-4', count: 2, label: 'other' };
    await root.apply(platform({ pool: [SYSTEM, other] }));
    const [, second] = account().poolsOf(main().id);
    await root.apply(platform({ pool: [other] }));

    const left = account().poolsOf(main().id);
    expect(left).toMatchObject([{ type: 'g6-standard-4', count: 2 }]);
    expect(left[0]?.id).not.toBe(second?.id);
  });

  it('makes a new pool for another type or disk encryption, and grows one for another count (L8)', async () => {
    await root.apply(platform({}));
    const [pool] = account().poolsOf(main().id);
    await root.apply(platform({ pool: [{ ...SYSTEM, count: 4 }] }));
    expect(account().poolsOf(main().id)).toMatchObject([{ id: pool?.id, count: 4 }]);
    expect(pool?.nodes).toHaveLength(4);

    await root.apply(platform({ pool: [{ ...SYSTEM, type: 'g6-standard-4' }] }));
    const [typed] = account().poolsOf(main().id);
    expect(typed).toMatchObject({ type: 'g6-standard-4', disk_encryption: 'enabled' });
    expect(typed?.id).not.toBe(pool?.id);
    await root.apply(platform({ pool: [{ ...SYSTEM, type: 'g6-standard-4', disk_encryption: 'disabled' }] }));
    expect(account().poolsOf(main().id)).toMatchObject([{ disk_encryption: 'disabled' }]);
    expect(account().poolsOf(main().id)[0]?.id).not.toBe(typed?.id);
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('makes both pools anew when two of different types change places, behind an update in place (L7)', async () => {
    const other = { type: 'g6-standard-4', count: 1, label: 'other' };
    await root.apply(platform({ pool: [SYSTEM, other] }));
    const before = account().poolsOf(main().id);
    const swapped = await root.apply(platform({ pool: [other, SYSTEM] }));

    expect(swapped).toMatchObject({ code: 0, actions: { [MAIN]: 'update' } });
    expect(account().poolsOf(main().id)).toHaveLength(2);
    expect(
      account()
        .poolsOf(main().id)
        .filter(({ id }) => before.some((old) => old.id === id)),
    ).toEqual([]);
  });

  it('plans the id of the old pool for the one that will replace it, so that an output is behind (L26)', async () => {
    const output = { output: { pool: { value: `\${${MAIN}.pool[0].id}` } } };
    await root.apply({ ...platform({}), ...output });
    const larger = { ...platform({ pool: [{ ...SYSTEM, type: 'g6-standard-4' }] }), ...output };
    await root.apply(larger);

    expect(await root.plan(larger)).toMatchObject({ code: 2, actions: {} });
  });

  it.each(['sorted', 'reversed'] as const)('rests with one tag on a pool, if the API gives tags %s', async (order) => {
    account().tagOrder = order;
    await root.apply(platform({ pool: [{ ...SYSTEM, tags: ['env-system'] }] }));
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('never rests with several tags on a pool that the API gives in another order (L27)', async () => {
    account().tagOrder = 'reversed';
    await root.apply(platform({ pool: [{ ...SYSTEM, tags: ['main', 'env-system'] }] }));
    expect((await root.state(MAIN)).pool).toMatchObject([{ id: 0 }, { id: account().poolsOf(main().id)[0]?.id }]);

    await root.apply();
    expect(await root.plan()).toMatchObject({ code: 2, actions: { [MAIN]: 'update' } });
  });

  const external = {
    linode_lke_node_pool: {
      external: { cluster_id: `\${${MAIN}.id}`, type: 'g6-standard-2', node_count: 1, tags: ['env-pool'] },
    },
  };

  it('leaves pools with an external tag to their own resources (L9)', async () => {
    await root.apply(platform({ external_pool_tags: ['env-pool'] }, external));
    expect(await root.plan()).toMatchObject({ code: 0 });
    expect(account().poolsOf(main().id)).toHaveLength(2);
  });

  it('takes a pool for its own whose tag was taken off, and deletes it behind an update in place (L9)', async () => {
    const both = platform({ external_pool_tags: ['env-pool'] }, external);
    await root.apply(both);
    const [, pool] = account().poolsOf(main().id);
    if (pool) pool.tags = [];

    expect(await root.plan(both, '-target', MAIN)).toMatchObject({ actions: { [MAIN]: 'update' } });
    await root.apply(both, '-target', MAIN);
    expect(account().poolsOf(main().id)).toMatchObject([{ label: 'system' }]);
  });

  it('deletes pools that are not its own when there is no such tag (L9)', async () => {
    await root.apply(platform({}, external));
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'update' } });
    await root.apply();
    expect(account().poolsOf(main().id)).toMatchObject([{ label: 'system' }]);
  });

  it('never rests with an address that has no prefix length (L10)', async () => {
    const acl = (address: string) => ({ control_plane: { acl: { enabled: true, addresses: { ipv4: [address] } } } });
    await root.apply(platform(acl('192.0.2.1')));
    expect(main().acl?.addresses.ipv4).toEqual(['192.0.2.1/32']);
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'update' } });
    await root.apply(platform(acl('192.0.2.1/32')));
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('fails to apply addresses without an enabled list, and to switch high availability off (L11, L12)', async () => {
    const addresses = { ipv4: ['192.0.2.1/32'] };
    const off = await root.apply(platform({ control_plane: { acl: { enabled: false, addresses } } }));
    expect(off.errors.join()).toContain('addresses are not acceptable when ACL is disabled');

    await root.apply(platform({ control_plane: { high_availability: true } }));
    const lower = await root.apply(platform({ control_plane: { high_availability: false } }));
    expect(lower.errors.join()).toContain('[400] [control_plane.high_availability]');
  });

  it('plans another vpc_id for ever and never sends it (L13)', async () => {
    await root.apply(platform({}));
    const changed = platform({ vpc_id: 42 });
    expect(await root.apply(changed)).toMatchObject({ code: 0, actions: { [MAIN]: 'update' } });
    expect(await root.plan(changed)).toMatchObject({ actions: { [MAIN]: 'update' } });
    expect(main().vpc_id).toBeNull();
  });

  it('does not send the update strategy of an inline pool when it creates it (L14)', async () => {
    const pool = [{ ...SYSTEM, update_strategy: 'rolling_update' }];
    const enterprise = { tier: 'enterprise', k8s_version: 'v1.33.6+lke7', pool };
    expect(await root.apply(platform(enterprise, {}, V4BETA))).toMatchObject({ code: 0 });
    const sent = standIn.world.requests.find(({ method, path }) => method === 'POST' && path === '/lke/clusters');
    expect(JSON.stringify(sent?.body)).not.toContain('update_strategy');
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'update' } });
    await root.apply();
    expect(account().poolsOf(main().id)).toMatchObject([{ update_strategy: 'rolling_update' }]);
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('is created although no node is ready (L22)', async () => {
    account().nodesReadyAfter = 60_000;
    expect(await root.apply(platform({}))).toMatchObject({ code: 0 });
    expect(account().poolsOf(main().id)[0]?.nodes).toMatchObject(Array(3).fill({ status: 'not_ready' }));
  });

  it('is tainted by one failed read after its creation (L15)', async () => {
    standIn.world.faults.refuse(
      { type: 'api', name: /kubeconfig$/, operation: 'GET' },
      { status: 500, message: 'Internal error' },
    );
    expect((await root.apply(platform({}))).errors.join()).toContain('failed to get kubeconfig');
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'replace' } });
    await root.run('untaint', MAIN);
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('is tainted when the engine is told to stop while it is created: the provider cancels that (P10)', async () => {
    standIn.world.faults.delay({ type: 'api', name: /kubeconfig$/, operation: 'GET' }, 3000);
    const applied = root.apply(platform({}));
    while (account().clusters.size === 0) await sleep(50);
    root.interrupt();

    expect((await applied).errors.join()).toContain('context canceled');
    standIn.world.faults.clear();
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'replace' } });
  });

  it('leaves an orphan when the answer to its creation is lost, and then fails on the label (L16)', async () => {
    standIn.world.faults.refuse(
      { type: 'api', name: '/lke/clusters', operation: 'POST' },
      { answer: 'lost', status: 500, message: 'Gateway timeout' },
    );
    expect(await root.apply(platform({}))).toMatchObject({ code: 1 });
    expect(account().clusters.size).toBe(1);
    expect((await root.apply()).errors.join()).toContain('Label must be unique');
  });

  it('is replaced for ever with the App Platform under API v4, which has no dashboard (L17)', async () => {
    const apl = { apl_enabled: true, control_plane: { high_availability: true } };
    await root.apply(platform(apl));
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'replace' } });
    expect((await root.state(MAIN)).dashboard_url).toBeNull();
  });

  it('scales a pool back to its count when an autoscaler has grown it (L18)', async () => {
    await root.apply(platform({ pool: [{ ...SYSTEM, autoscaler: { min: 3, max: 5 } }] }));
    const [pool] = account().poolsOf(main().id);
    if (pool) pool.count = 5;
    expect(await root.plan()).toMatchObject({ actions: { [MAIN]: 'update' } });
  });

  it('reads the events of its nodes when it is deleted, unless told not to (L19)', async () => {
    await root.apply(platform({}));
    const limited = account().createToken('limited', 'lke:read_write').token;
    root.write(platform({}, {}, { token: limited }));
    expect((await root.destroy()).errors.join()).toContain('not authorized');

    expect((await root.apply(platform({}))).code).toBe(0);
    root.write(platform({}, {}, { token: limited, skip_lke_cluster_delete_poll: true }));
    expect(await root.destroy()).toMatchObject({ code: 0 });
  });

  it('can be imported (L20)', async () => {
    await root.apply(platform({}));
    await root.run('state', 'rm', MAIN);
    await root.run('import', MAIN, String(main().id));
    expect(await root.plan()).toMatchObject({ code: 0 });
  });
});
