import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const PORT = { label: 'https', action: 'ACCEPT', protocol: 'TCP', ports: '443', ipv4: ['0.0.0.0/0'] };

function network(
  change: { vpc?: object; label?: string; subnet?: object; firewall?: object; ttl?: number } = {},
): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    resource: {
      linode_vpc: {
        plain: { label: 'plain', region: 'us-ord', description: 'main', ...change.vpc },
        ranged: { label: change.label ?? 'ranged', region: 'us-ord', ipv6: [{ range: '/52' }] },
      },
      linode_vpc_subnet: {
        main: { vpc_id: '${linode_vpc.plain.id}', label: 'subnet', ipv4: '10.0.0.0/24', ...change.subnet },
      },
      linode_firewall: {
        main: { label: 'main', inbound_policy: 'DROP', outbound_policy: 'ACCEPT', inbound: [PORT], ...change.firewall },
      },
      linode_firewall_device: {
        main: {
          firewall_id: '${linode_firewall.main.id}',
          entity_id: '${linode_nodebalancer.main.id}',
          entity_type: 'nodebalancer',
        },
      },
      linode_nodebalancer: { main: { label: 'main', region: 'us-ord' } },
      linode_domain: {
        main: { domain: 'example.com', type: 'master', soa_email: 'a@example.com', ttl_sec: change.ttl ?? 200 },
      },
      linode_domain_record: {
        main: { domain_id: '${linode_domain.main.id}', record_type: 'A', name: 'www.example.com', target: '192.0.2.1' },
      },
      linode_token: { main: { label: 'main', scopes: 'lke:read_only events:read_only' } },
    },
  };
}

engineSuite('the network of the stand-in of linode', () => {
  let standIn: StandIn;
  let root: Root;
  const account = () => standIn.world.linode;

  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
    const { errors } = await root.apply(network());
    expect(errors).toEqual([]);
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('rests, also with an interval that the API has rounded (V1, D1)', async () => {
    expect(await root.plan(network())).toMatchObject({ code: 0 });
    expect([...account().domains.values()]).toMatchObject([{ ttl_sec: 300 }]);
    expect(await root.plan(network({ ttl: 250 }))).toMatchObject({ code: 0 });
    expect([...account().records.values()]).toMatchObject([{ name: 'www' }]);
  });

  it('replaces a VPC with an IPv6 range for any change, and a subnet for another range (V2, V3)', async () => {
    const changed = network({ label: 'other', vpc: { label: 'plainer' }, subnet: { ipv4: '10.1.0.0/24' } });
    expect((await root.plan(changed)).actions).toEqual({
      'linode_vpc.ranged': 'replace',
      'linode_vpc.plain': 'update',
      'linode_vpc_subnet.main': 'replace',
    });
  });

  it('cannot clear the description of a VPC (V4)', async () => {
    const { errors } = await root.apply(network({ vpc: { description: '' } }));
    expect(errors.join()).toContain('Provider produced inconsistent result after apply');
  });

  it('updates a firewall in place, rule by rule (F1)', async () => {
    const firewall = { inbound: [PORT, { ...PORT, label: 'http', ports: '80' }] };
    expect((await root.apply(network({ firewall }))).actions['linode_firewall.main']).toBe('update');
    expect([...account().firewalls.values()]).toMatchObject([
      { rules: { inbound: [{ ports: '443' }, { ports: '80' }] }, devices: [{ entity: { type: 'nodebalancer' } }] },
    ]);
  });

  it('takes scopes in another order for the same (T1)', async () => {
    const [token] = [...account().tokens.values()].filter((it) => it.label === 'main');
    if (token) token.scopes = 'events:read_only lke:read_only';
    expect((await root.plan(network())).actions['linode_token.main']).toBeUndefined();
  });

  it('never rests with a NodeBalancer or a token that has no label (B1)', async () => {
    const unlabelled = {
      terraform: { required_providers: { linode: { source: 'linode/linode' } } },
      resource: { linode_nodebalancer: { it: { region: 'us-ord' } }, linode_token: { it: { scopes: '*' } } },
    };
    const other = new Root(standIn.env);
    await other.apply(unlabelled);
    expect((await other.plan()).actions).toEqual({ 'linode_nodebalancer.it': 'update', 'linode_token.it': 'update' });
    other.remove();
  });
});
