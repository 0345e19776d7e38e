import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { schemaOf } from '../schemas';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const ON_ID = (type: string) => `\${linode_${type}.it.id}`;
const POOL = { type: 'g6-standard-2', count: 2 };

const RESOURCES = {
  linode_lke_cluster: {
    it: { label: 'main', region: 'us-ord', k8s_version: '1.33', external_pool_tags: ['env'], pool: [POOL] },
  },
  linode_lke_node_pool: {
    it: { cluster_id: ON_ID('lke_cluster'), type: 'g6-standard-4', node_count: 1, tags: ['env'] },
  },
  linode_vpc: { it: { label: 'main', region: 'us-ord' } },
  linode_vpc_subnet: { it: { vpc_id: ON_ID('vpc'), label: 'main', ipv4: '10.0.0.0/24' } },
  linode_firewall: { it: { label: 'main', inbound_policy: 'DROP', outbound_policy: 'ACCEPT' } },
  linode_nodebalancer: { it: { label: 'main', region: 'us-ord' } },
  linode_domain: { it: { domain: 'example.com', type: 'master', soa_email: 'a@example.com' } },
  linode_object_storage_bucket: { it: { label: 'main', region: 'us-ord' } },
};

/** Every data source that the platform may use, with what it must say. */
const DATA: Record<string, [object, object]> = {
  linode_account: [{}, { email: 'stand-in@example.com' }],
  linode_profile: [{}, { username: 'stand-in' }],
  linode_region: [{ id: 'us-ord' }, { status: 'ok', country: 'us' }],
  linode_regions: [{ filter: [{ name: 'id', values: ['us-sea'] }] }, { regions: [{ id: 'us-sea' }] }],
  linode_instance_type: [{ id: 'g6-standard-4' }, { vcpus: 4, memory: 8192, disk: 163840 }],
  linode_instance_types: [{ filter: [{ name: 'class', values: ['nanode'] }] }, { types: [{ id: 'g6-nanode-1' }] }],
  linode_lke_versions: [{}, { versions: [{ id: '1.33' }, { id: '1.34' }, { id: '1.35' }] }],
  linode_lke_clusters: [{ depends_on: ['linode_lke_cluster.it'] }, { lke_clusters: [{ label: 'main' }] }],
  linode_lke_cluster: [
    { id: ON_ID('lke_cluster'), depends_on: ['linode_lke_node_pool.it'] },
    { pools: [{ count: 2 }, { count: 1 }] },
  ],
  linode_lke_node_pool: [
    { cluster_id: ON_ID('lke_cluster'), id: ON_ID('lke_node_pool') },
    { type: 'g6-standard-4', node_count: 1 },
  ],
  linode_vpc: [{ id: ON_ID('vpc') }, { label: 'main' }],
  linode_vpc_subnet: [{ vpc_id: ON_ID('vpc'), id: ON_ID('vpc_subnet') }, { ipv4: '10.0.0.0/24' }],
  linode_firewall: [{ id: ON_ID('firewall') }, { inbound_policy: 'DROP', disabled: false }],
  linode_nodebalancer: [{ id: ON_ID('nodebalancer') }, { label: 'main', transfer: [{ total: 0 }] }],
  linode_domain: [{ domain: 'example.com', depends_on: ['linode_domain.it'] }, { soa_email: 'a@example.com' }],
  linode_object_storage_bucket: [
    { label: '${linode_object_storage_bucket.it.label}', region: 'us-ord' },
    { hostname: 'main.us-ord-1.linodeobjects.com' },
  ],
  linode_object_storage_endpoints: [
    { filter: [{ name: 'region', values: ['au-mel'] }] },
    { endpoints: [{ endpoint_type: 'E2', s3_endpoint: 'au-mel-1.linodeobjects.com' }] },
  ],
};

engineSuite('data sources of the stand-in of linode', () => {
  let standIn: StandIn;
  let root: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
    const data = Object.fromEntries(Object.entries(DATA).map(([type, [config]]) => [type, { it: config }]));
    const required_providers = { linode: { source: 'linode/linode' } };
    expect((await root.apply({ terraform: { required_providers }, resource: RESOURCES, data })).errors).toEqual([]);
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('are all answered (S1)', () => {
    expect(Object.keys(schemaOf('linode').data_source_schemas).sort()).toEqual(Object.keys(DATA).sort());
  });

  it('say what the API says (S1)', async () => {
    const states = await root.states();
    for (const [type, [, expected]] of Object.entries(DATA)) {
      expect([type, states[`data.${type}.it`]]).toMatchObject([type, expected]);
    }
  });
});
