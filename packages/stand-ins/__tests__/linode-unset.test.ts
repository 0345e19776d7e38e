import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { Root } from '../testing/root';
import { startStandIn, type StandIn } from '../start';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const CLUSTER = 'linode_lke_cluster.main';
const POOL = 'linode_lke_node_pool.web';
const ZONE = 'linode_domain.main';
const SYSTEM = { type: 'g6-standard-2', count: 3, label: 'system' };

/** An enterprise cluster with a pool beside it, a firewall and a zone. */
const platform = (controlPlane: object, pool: object = {}, zone: object = {}) => ({
  terraform: { required_providers: { linode: { source: 'linode/linode' } } },
  provider: { linode: { api_version: 'v4beta' } },
  resource: {
    linode_lke_cluster: {
      main: {
        ...{ label: 'main', region: 'us-ord', k8s_version: 'v1.33.6+lke7', tier: 'enterprise' },
        ...{ external_pool_tags: ['beside'], pool: [SYSTEM], control_plane: controlPlane },
      },
    },
    linode_lke_node_pool: {
      web: { cluster_id: `\${${CLUSTER}.id}`, type: 'g6-standard-2', node_count: 1, tags: ['beside'], ...pool },
    },
    linode_firewall: { main: { label: 'main', inbound_policy: 'DROP', outbound_policy: 'ACCEPT' } },
    linode_domain: { main: { domain: 'example.com', type: 'master', soa_email: 'a@example.com', ...zone } },
  },
});
const acl = (enabled: boolean, addresses?: object) => ({ acl: { enabled, ...(addresses && { addresses }) } });
const NETWORKS = { ipv4: ['192.0.2.0/24'] };

engineSuite('what a provider keeps of an argument that is taken out', () => {
  let standIn: StandIn;
  let root: Root;
  const account = () => standIn.world.linode;

  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('are the addresses of an ACL, which then cannot be switched off (L23)', async () => {
    expect((await root.apply(platform(acl(true, NETWORKS)))).errors).toEqual([]);
    expect((await root.apply(platform(acl(false)))).errors.join()).toContain(
      'addresses are not acceptable when ACL is disabled',
    );

    const none = platform(acl(false, { ipv4: [], ipv6: [] }));
    expect((await root.apply(none)).errors).toEqual([]);
    expect(account().cluster('main').acl).toMatchObject({ enabled: false, addresses: { ipv4: [], ipv6: [] } });
    expect(await root.plan(none)).toMatchObject({ code: 0, actions: {} });
  });

  it('are audit logs, and what an enterprise pool was given, with no change in the plan (L24, N7)', async () => {
    const logs = { ...acl(true, NETWORKS), audit_logs_enabled: true };
    const given = { firewall_id: '${linode_firewall.main.id}', update_strategy: 'rolling_update' };
    await root.apply(platform(logs, given));
    expect(account().cluster('main').control_plane.audit_logs_enabled).toBe(true);

    expect(await root.plan(platform(acl(true, NETWORKS)))).toMatchObject({ code: 0, actions: {} });
    expect(await root.state(POOL)).toMatchObject({ update_strategy: 'rolling_update' });
  });

  it('is the time to live of a zone, which then differs in every plan (D2)', async () => {
    const current = acl(true, NETWORKS);
    await root.apply(platform(current, {}, { ttl_sec: 300 }));
    expect((await root.apply(platform(current, {}, { ttl_sec: 0 }))).errors).toEqual([]);
    expect((await root.apply(platform(current))).errors).toEqual([]);
    expect([...account().domains.values()]).toMatchObject([{ ttl_sec: 300 }]);
    expect(await root.plan()).toMatchObject({ actions: { [ZONE]: 'update' } });
  });
});
