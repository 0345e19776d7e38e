import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const POOL = { type: 'g6-standard-2', count: 1 };
const CLUSTER = { region: 'us-ord', k8s_version: '1.33', pool: [POOL] };

/** Wrong clusters by what is wrong with them, with what the API says. */
const REFUSED: Record<string, [object, string]> = {
  'an unknown region': [{ ...CLUSTER, region: 'mars-1' }, '[region] region is not valid'],
  'an unknown version': [{ ...CLUSTER, k8s_version: '1.10' }, '[k8s_version] k8s_version is not valid'],
  'a label that is too long': [{ ...CLUSTER, label: 'x'.repeat(33) }, '[label] Length must be 1-32 characters'],
  'an unknown type': [
    { ...CLUSTER, pool: [{ ...POOL, type: 'g1-gpu-rtx6000' }] },
    '[node_pools.0.type] type is not valid',
  ],
  'a nanode': [{ ...CLUSTER, pool: [{ ...POOL, type: 'g6-nanode-1' }] }, '[node_pools.0.type] type is not valid'],
  'a GPU type where there is none': [
    { ...CLUSTER, region: 'us-iad', pool: [{ ...POOL, type: 'g2-gpu-rtx4000a1-s' }] },
    'type is not available in us-iad',
  ],
  'the older GPUs where there are the newer ones': [
    { ...CLUSTER, region: 'nl-ams', pool: [{ ...POOL, type: 'g1-gpu-rtx6000-1' }] },
    'type is not available in nl-ams',
  ],
  'a premium plan in a region without VPCs': [
    { ...CLUSTER, region: 'us-east', pool: [{ ...POOL, type: 'g7-premium-4' }] },
    'type is not available in us-east',
  ],
  'a pool label with capitals': [
    { ...CLUSTER, pool: [{ ...POOL, label: 'System' }] },
    '[node_pools.0.label] Must match',
  ],
  'more than 100 nodes': [{ ...CLUSTER, pool: [{ ...POOL, count: 101 }] }, '[node_pools.0.count] Must be 1-100'],
  'more than 100 nodes of an autoscaler': [
    { ...CLUSTER, pool: [{ ...POOL, autoscaler: [{ min: 1, max: 101 }] }] },
    '[node_pools.0.count] Must be 1-100',
  ],
  'more than 250 nodes in all': [
    { ...CLUSTER, pool: [1, 2, 3].map((number) => ({ ...POOL, count: 90, tags: [`pool-${number}`] })) },
    'must not have more than 250 nodes',
  ],
  "a node label of Kubernetes' own": [
    { ...CLUSTER, pool: [{ ...POOL, labels: { 'node-role.kubernetes.io/x': 'y' } }] },
    'Must not contain kubernetes.io or linode.com',
  ],
  'a taint key with a space': [
    { ...CLUSTER, pool: [{ ...POOL, taint: [{ key: 'a b', value: 'c', effect: 'NoSchedule' }] }] },
    '[node_pools.0.taints.0.key] Must be a valid label key',
  ],
};

const RULE = { label: 'rule', action: 'ACCEPT', protocol: 'TCP', ipv4: ['192.0.2.0/24'] };

/** Wrong rules of a firewall by what is wrong with them, with what the API says. */
const REFUSED_RULES: Record<string, [object, string]> = {
  'no networks': [{ ...RULE, ipv4: null }, 'Must contain an address'],
  'eight ranges': [
    { ...RULE, ports: '1-2,3-4,5-6,7-8,9-10,11-12,13-14,15-16' },
    'Number of ports or port range endpoints exceeded',
  ],
  'a range of one port': [{ ...RULE, ports: '80-80' }, 'Range must start with a smaller number'],
  'a leading zero': [{ ...RULE, ports: '080' }, 'Port must not have leading zeroes'],
  '256 networks': [
    { ...RULE, ipv4: Array.from({ length: 256 }, (_, index) => `192.0.2.${index}/32`) },
    'Must not exceed 255 addresses',
  ],
};

/** Wrong configurations that the provider itself refuses, with what it says. */
const INVALID: Record<string, [string, object, string]> = {
  'a bucket without region and cluster': ['linode_object_storage_bucket', { label: 'b' }, 'must be specified'],
  'a bucket with both': [
    'linode_object_storage_bucket',
    { label: 'b', region: 'us-ord', cluster: 'us-ord-1' },
    'only one of',
  ],
  'a pool without count and autoscaler': [
    'linode_lke_node_pool',
    { cluster_id: 1, type: 'g6-standard-2' },
    'At least one attribute out of [node_count,autoscaler]',
  ],
  'an unknown taint effect': [
    'linode_lke_node_pool',
    { cluster_id: 1, type: 'x', node_count: 1, taint: [{ key: 'a', value: 'b', effect: 'Never' }] },
    'expected effect to be one of',
  ],
  'a firewall label that is too short': [
    'linode_firewall',
    { label: 'ab', inbound_policy: 'DROP', outbound_policy: 'ACCEPT' },
    'string length must be between 3 and 32',
  ],
  'a firewall rule for an address': [
    'linode_firewall',
    {
      label: 'firewall',
      inbound_policy: 'DROP',
      outbound_policy: 'ACCEPT',
      inbound: [{ label: 'rule', action: 'ACCEPT', protocol: 'TCP', ipv4: ['192.0.2.1'] }],
    },
    'not valid ipv4 CIDR',
  ],
  'an unknown domain type': ['linode_domain', { domain: 'example.com', type: 'primary' }, 'expected type to be one of'],
};

function root(resource: object): object {
  return { terraform: { required_providers: { linode: { source: 'linode/linode' } } }, resource };
}

/** Resources of one type, under numbers for names. */
function numbered(all: object[]): Record<string, object> {
  return Object.fromEntries(all.map((it, index) => [`case-${index}`, it]));
}

engineSuite('what is wrong for the stand-in of linode', () => {
  let standIn: StandIn;
  let module: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    module = new Root(standIn.env);
  });
  afterAll(() => {
    module.remove();
    standIn.stop();
  });

  it('is planned where only the API knows it, and fails at apply with 400 (L21)', async () => {
    const labelled = Object.values(REFUSED).map(([cluster], index) => ({ label: `case-${index}`, ...cluster }));
    module.write(root({ linode_lke_cluster: numbered(labelled) }));
    expect(await module.plan()).toMatchObject({ code: 2 });

    const { errors } = await module.apply();
    expect(errors.filter((it) => it.startsWith('failed to create LKE cluster: [400] '))).toHaveLength(labelled.length);
    Object.entries(REFUSED).forEach(([wrong, [, message]], index) => {
      expect([wrong, errors.find((it) => it.includes(message))]).toEqual([wrong, expect.stringContaining(message)]);
      expect(standIn.world.linode.clusters.has(index)).toBe(false);
    });
  });

  it('is a rule of a firewall that only the API refuses (F2)', async () => {
    const firewalls = Object.values(REFUSED_RULES).map(([rule], index) => ({
      label: `firewall-${index}`,
      inbound_policy: 'DROP',
      outbound_policy: 'ACCEPT',
      inbound: [rule],
    }));
    module.write(root({ linode_firewall: numbered(firewalls) }));
    expect(await module.plan()).toMatchObject({ code: 2 });

    const { errors } = await module.apply();
    for (const [wrong, [, message]] of Object.entries(REFUSED_RULES)) {
      expect([wrong, errors.some((it) => it.includes(message))]).toEqual([wrong, true]);
    }
  });

  it('is refused by validate where the provider knows it (P3)', async () => {
    const resources = Object.values(INVALID).map(([type, fields], index) => ({
      [type]: { [`case-${index}`]: fields },
    }));
    const byType = resources.reduce<Record<string, object>>((all, it) => {
      const [[type, fields] = ['', {}]] = Object.entries(it);
      return { ...all, [type]: { ...all[type], ...fields } };
    }, {});
    module.write(root(byType));
    const { output } = await module.run('validate', '-no-color');
    const unwrapped = output.replace(/\s*\n[│ ]*/g, ' ');
    for (const [wrong, [, , message]] of Object.entries(INVALID)) {
      expect([wrong, unwrapped.includes(message)]).toEqual([wrong, true]);
    }
  });

  it('stands in the state all the same where an update was refused (P11)', async () => {
    const main = 'linode_lke_cluster.main';
    const available = (high_availability: boolean) =>
      root({ linode_lke_cluster: { main: { ...CLUSTER, label: 'main', control_plane: { high_availability } } } });
    await module.apply(available(true));
    await module.apply(available(false));

    expect(await module.plan(available(true), '-refresh=false')).toMatchObject({ actions: { [main]: 'update' } });
    expect(await module.plan(available(true))).toMatchObject({ code: 0 });
  });
});
