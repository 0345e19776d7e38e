import { ENTERPRISE, exampleData, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { synthesizeStack } from '../support/synthesize';

const stackOf = (data: PlatformData) => synthesizeStack(platformOf(data), 'cluster');
const clusterOf = (data: PlatformData) => stackOf(data).resource?.linode_lke_cluster?.cluster;

const withCluster = (cluster: object) => ({ ...STANDARD, cluster: { ...STANDARD.cluster, ...cluster } });
/** The pools that the block of the pool inside the cluster is made of. */
const poolsInside = (data: PlatformData) =>
  (clusterOf(data) as { dynamic: { pool: { for_each: unknown } } }).dynamic.pool.for_each;

const withSystemPool = (pool: object) => ({
  ...STANDARD,
  environments: { system: { nodePools: [{ name: 'baseline', instanceType: 'g6-standard-8', count: 3, ...pool }] } },
});

describe('the outputs of the cluster stack', () => {
  const { output = {} } = stackOf(exampleData());

  it('are these and no other', () => {
    expect(Object.keys(output)).toEqual([
      'api_endpoint',
      'cluster_ca_certificate',
      'cluster_id',
      'dns_zone',
      'dns_zone_id',
      'firewall_id',
      'node_pool_ids',
    ]);
  });

  it('are none that would be null, which the engine drops and cdktf-cli trips over', () => {
    expect(Object.keys(stackOf(STANDARD).output ?? {})).toEqual([
      'api_endpoint',
      'cluster_ca_certificate',
      'cluster_id',
      'node_pool_ids',
    ]);
  });

  it('take of the kubeconfig only what is public', () => {
    const values = Object.values(output).map(({ value }) => JSON.stringify(value));

    expect(values.filter((value) => value.includes('.kubeconfig'))).toEqual([
      expect.stringMatching(/^"\$\{nonsensitive\(.*\.clusters\[0\]\.cluster\.server\)\}"$/),
      expect.stringMatching(/^"\$\{nonsensitive\(.*\.clusters\[0\]\.cluster\[.*certificate-authority-data.*\]\)\}"$/),
    ]);
  });

  it('name the pool inside the cluster by its label', () => {
    expect(output.node_pool_ids?.value).toEqual({
      'system-baseline': expect.stringContaining('for pool in data.linode_lke_cluster.live.pools') as string,
    });
  });
});

interface ExampleOfSystem extends PlatformData {
  readonly environments: { readonly system: { readonly nodePools: readonly object[] } };
}

describe('the pool inside the cluster', () => {
  it('is the one that the file names, wherever in the list it stands', () => {
    const data = exampleData() as ExampleOfSystem;
    const system = { ...data.environments.system, nodePools: [...data.environments.system.nodePools].reverse() };
    const sorted = { ...data, environments: { ...data.environments, system } };

    expect(stackOf(sorted)).toEqual(stackOf(data));
  });

  it('is the one that the file names, and the only one there', () => {
    expect(poolsInside(exampleData())).toMatchObject([
      { type: 'g6-standard-8', node_count: 3, label: 'system-baseline', tags: ['acme'] },
    ]);
    expect(stackOf(exampleData()).resource?.linode_lke_node_pool).toMatchObject({
      cluster_pool: { for_each: {} },
    });
  });

  it('has the firewall of the nodes, where there is one', () => {
    const firewallOf = (attachedTo: string) =>
      poolsInside({ ...ENTERPRISE, network: { ...ENTERPRISE.network, firewall: { attachedTo } } });

    expect(firewallOf('node-pools')).toMatchObject([
      { firewall_id: expect.stringContaining('linode_firewall.network_firewall') as string },
    ]);
    expect(firewallOf('nodebalancer')).toMatchObject([{ firewall_id: null }]);
  });

  it('has the label of its environment and no taint', () => {
    expect(poolsInside(STANDARD)).toMatchObject([{ labels: { 'lke-platform.io/environment': 'system' }, taints: [] }]);
  });

  it('has a number of nodes, or an autoscaler', () => {
    expect(poolsInside(withSystemPool({}))).toMatchObject([{ node_count: 3, autoscaler: null }]);
    expect(poolsInside(withSystemPool({ maxCount: 6 }))).toMatchObject([
      { node_count: null, autoscaler: { min: 3, max: 6 } },
    ]);
  });

  it('is the only one the cluster looks after: all others carry the tag it leaves alone', () => {
    expect(clusterOf(STANDARD)).toMatchObject({ external_pool_tags: ['environment-pool'] });
  });
});

describe('the control plane', () => {
  it('lets in only the networks of the list', () => {
    const acl = { ipv4: ['203.0.113.0/24'], ipv6: ['2001:db8::/48'] };

    expect(clusterOf(withCluster({ controlPlaneAcl: acl }))).toMatchObject({
      control_plane: { dynamic: { acl: { for_each: [true], content: { enabled: true, addresses: acl } } } },
    });
  });

  it('has empty lists while the ACL is off, since the provider would keep those that were there', () => {
    expect(clusterOf(withCluster({ controlPlaneAcl: { enabled: false } }))).toMatchObject({
      control_plane: { dynamic: { acl: { content: { enabled: false, addresses: { ipv4: [], ipv6: [] } } } } },
    });
  });

  it('is redundant unless the platform says otherwise', () => {
    const { system } = STANDARD.environments;
    const plain = { ...withCluster({ highAvailability: false }), environments: { system } };

    expect(clusterOf(STANDARD)).toMatchObject({ control_plane: { high_availability: true } });
    expect(clusterOf(plain)).toMatchObject({ control_plane: { high_availability: false } });
  });
});

describe('the tier of the cluster', () => {
  it('is left out for standard, with all that only enterprise has', () => {
    expect(clusterOf(STANDARD)).toMatchObject({
      tier: null,
      vpc_id: null,
      subnet_id: null,
      control_plane: { audit_logs_enabled: false },
    });
    expect(stackOf(STANDARD).provider.linode?.[0]).toEqual({});
  });

  it('is enterprise through the beta version of the API, with audit logs', () => {
    expect(clusterOf(ENTERPRISE)).toMatchObject({
      tier: 'enterprise',
      k8s_version: 'v1.33.6+lke7',
      control_plane: { audit_logs_enabled: true },
    });
    expect(stackOf(ENTERPRISE).provider.linode?.[0]).toEqual({ api_version: 'v4beta' });
  });

  it('joins the VPC of the platform where there is one, and is replaced with it', () => {
    const vpc = '${one([for instance in linode_vpc.network_vpc : instance.id])}';
    const subnet = '${one([for instance in linode_vpc_subnet.network_subnet : instance.id])}';

    expect(stackOf(ENTERPRISE).resource).toMatchObject({
      linode_lke_cluster: {
        cluster: {
          vpc_id: vpc,
          subnet_id: subnet,
          lifecycle: { replace_triggered_by: ['terraform_data.cluster_vpc'] },
        },
      },
      terraform_data: { cluster_vpc: { input: { vpc_id: vpc, subnet_id: subnet } } },
      linode_vpc: { network_vpc: { for_each: { this: { label: 'acme' } }, region: 'nl-ams' } },
      linode_vpc_subnet: { network_subnet: { for_each: { this: { label: 'acme', subnet: '10.0.0.0/14' } } } },
    });
    expect(clusterOf({ ...ENTERPRISE, network: {}, environments: STANDARD.environments })).toMatchObject({
      tier: 'enterprise',
      vpc_id: null,
    });
  });
});

describe('the state stack', () => {
  const bucketsOf = (data: PlatformData) => synthesizeStack(platformOf(data), 'state').resource;
  const PLAIN = { acl: 'private', region: 'nl-ams', s3_endpoint: 'nl-ams-1.linodeobjects.com' };

  it('has four private buckets and no key to them', () => {
    expect(bucketsOf(exampleData())).toEqual({
      linode_object_storage_bucket: {
        state: { ...PLAIN, label: 'acme-platform-state', lifecycle: { prevent_destroy: true } },
        artifacts: expect.objectContaining({ ...PLAIN, label: 'acme-platform-artifacts' }) as object,
        ledger: { ...PLAIN, label: 'acme-platform-ledger', lifecycle: { prevent_destroy: true } },
        reports: expect.objectContaining({ ...PLAIN, label: 'acme-platform-reports' }) as object,
      },
    });
  });

  it('keeps versions of artifacts, and drift reports for 90 days', () => {
    const { artifacts, reports } = bucketsOf(STANDARD)?.linode_object_storage_bucket ?? {};

    expect(artifacts).toMatchObject({ versioning: true });
    expect(reports).toMatchObject({ lifecycle_rule: [{ enabled: true, expiration: { days: 90 } }] });
  });

  it('keeps versions of states only where the platform asks for them', () => {
    expect(bucketsOf(STANDARD)?.linode_object_storage_bucket?.state).not.toHaveProperty('versioning');
    expect(bucketsOf({ ...STANDARD, state: { versioning: true } })).toMatchObject({
      linode_object_storage_bucket: { state: { versioning: true } },
    });
  });

  it('is in a region of its own where the platform says so', () => {
    expect(bucketsOf({ ...STANDARD, state: { region: 'fr-par' } })).toMatchObject({
      linode_object_storage_bucket: { state: { region: 'fr-par', s3_endpoint: 'fr-par-1.linodeobjects.com' } },
    });
  });

  it('is on the endpoint that the platform names', () => {
    const s3Endpoint = (data: PlatformData) =>
      bucketsOf({ ...STANDARD, ...data })?.linode_object_storage_bucket?.state?.s3_endpoint;
    const sources = { objectStorage: 'https://s3.acme.example:8443' };

    expect(s3Endpoint({ sources })).toBe('s3.acme.example:8443');
    expect(s3Endpoint({ sources, state: { endpointHost: 'nl-ams-1.linodeobjects.com' } })).toBe(
      'nl-ams-1.linodeobjects.com',
    );
    expect(s3Endpoint({ sources: { linodeApi: 'https://api.acme.example' }, state: { endpointHost: 's3:8443' } })).toBe(
      's3:8443',
    );
  });

  it('leaves the endpoint to Linode where only an address without TLS is known, which the provider does not speak', () => {
    const data = {
      ...STANDARD,
      catalogue: { regions: { 'at-vie': { vpc: true } } },
      state: { region: 'at-vie' },
      sources: { objectStorage: 'http://s3.mirror.example' },
    };

    expect(bucketsOf(data)?.linode_object_storage_bucket?.state).not.toHaveProperty('s3_endpoint');
  });

  it('puts out the names of the buckets', () => {
    expect(synthesizeStack(platformOf(STANDARD), 'state').output).toMatchObject({
      state_bucket: { value: 'acme-state' },
      artifacts_bucket: { value: 'acme-artifacts' },
      ledger_bucket: { value: 'acme-ledger' },
    });
  });
});
