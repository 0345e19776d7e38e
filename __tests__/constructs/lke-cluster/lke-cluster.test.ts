import { TerraformVariable, type IResolvable } from 'cdktf';
import { LKE_CLUSTER_INPUTS, type LkeClusterProps } from '../../../constructs/lke-cluster/inputs';
import { LkeCluster } from '../../../constructs/lke-cluster/lke-cluster';
import { NodePools } from '../../../constructs/lke-cluster/node-pools';
import { synthesizeConstruct } from '../../support/construct-root';
import { structureOf, variablesFor } from '../../support/variables';

const FEW: LkeClusterProps = {
  label: 'acme',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
  systemPool: { type: 'g6-standard-4', nodeCount: 3 },
};
const FULL: LkeClusterProps = {
  ...FEW,
  kubernetesVersion: 'v1.33.6+lke7',
  tier: 'enterprise',
  highAvailability: true,
  auditLogsEnabled: true,
  vpcId: 7,
  subnetId: 8,
  tags: ['acme'],
  externalPoolTags: ['kept-elsewhere'],
  deletionLock: true,
  controlPlaneAcl: { enabled: true, ipv4: ['203.0.113.0/24'], ipv6: ['2001:db8::/48'] },
  systemPool: {
    type: 'g6-standard-8',
    autoscaler: { min: 3, max: 6 },
    label: 'system',
    labels: { tier: 'system' },
    taints: [{ key: 'only', value: 'system', effect: 'NoSchedule' }],
    tags: ['acme'],
  },
  stackType: 'ipv4-ipv6',
  nodePools: { general: { type: 'g6-dedicated-4', nodeCount: 3, autoscaler: { min: 2, max: 5 } } },
};

const resourcesOf = (props: LkeClusterProps) =>
  synthesizeConstruct((root) => new LkeCluster(root, 'cluster', props)).resource;
const clusterOf = (props: LkeClusterProps) => resourcesOf(props).linode_lke_cluster?.cluster;
const fromVariables = synthesizeConstruct(
  (root) => new LkeCluster(root, 'cluster', variablesFor(root, LKE_CLUSTER_INPUTS)),
).resource;

describe('a cluster', () => {
  it('has the same structure from literals, from few of them, and from variables', () => {
    expect(structureOf(fromVariables)).toEqual(structureOf(resourcesOf(FULL)));
    const { 'terraform_data.cluster_pool_begun': note, ...structure } = structureOf(fromVariables);

    expect(note).toBeDefined();
    expect(structureOf(resourcesOf({ ...FEW, deletionLock: true }))).toEqual(structure);
  });

  it('fills in what is left out', () => {
    expect(clusterOf(FEW)).toMatchObject({
      tier: null,
      tags: [],
      external_pool_tags: ['environment-pool'],
      stack_type: null,
      control_plane: {
        ...{ high_availability: true, audit_logs_enabled: false },
        dynamic: { acl: { for_each: [true], content: { enabled: true } } },
      },
    });
  });

  it('takes its arguments from variables by their names in Terraform', () => {
    expect(fromVariables.linode_lke_cluster?.cluster).toMatchObject({
      k8s_version: '${var.kubernetes_version}',
      vpc_id: '${var.vpc_id}',
      control_plane: {
        high_availability: '${var.high_availability}',
        dynamic: { acl: { content: { enabled: '${var.control_plane_acl.enabled}' } } },
      },
      dynamic: { pool: { for_each: '${var.system_pool[*]}', content: { type: '${pool.value.type}' } } },
    });
  });

  it('always lists networks, if none, so that its ACL can be switched off; or leaves it alone', () => {
    const aclOf = (cluster: unknown) =>
      (cluster as { control_plane: { dynamic: { acl: unknown } } }).control_plane.dynamic.acl;

    expect(aclOf(clusterOf(FEW))).toEqual({
      for_each: [true],
      content: { enabled: true, addresses: { ipv4: ['203.0.113.0/24'], ipv6: [] } },
    });
    expect(aclOf(clusterOf({ ...FEW, controlPlaneAcl: { enabled: false } }))).toEqual({
      for_each: [true],
      content: { enabled: false, addresses: { ipv4: [], ipv6: [] } },
    });
    expect(aclOf(clusterOf({ ...FEW, controlPlaneAcl: { managed: false } }))).toMatchObject({ for_each: [] });
    expect(aclOf(fromVariables.linode_lke_cluster?.cluster)).toEqual({
      for_each: '${var.control_plane_acl.managed ? [true] : []}',
      content: {
        enabled: '${var.control_plane_acl.enabled}',
        addresses: { ipv4: '${var.control_plane_acl.ipv4}', ipv6: '${var.control_plane_acl.ipv6}' },
      },
    });
  });

  it('has a pool inside only where one is given', () => {
    const poolsOf = (cluster: unknown) =>
      (cluster as { dynamic: { pool: { for_each: unknown } } }).dynamic.pool.for_each;

    expect(poolsOf(clusterOf(FEW))).toMatchObject([{ type: 'g6-standard-4', node_count: 3, autoscaler: null }]);
    expect(poolsOf(clusterOf({ ...FULL, systemPool: undefined }))).toEqual([]);
  });

  it('is replaced when its VPC changes, which the provider would not notice', () => {
    for (const resources of [resourcesOf(FULL), fromVariables]) {
      expect(resources.linode_lke_cluster?.cluster).toMatchObject({
        lifecycle: { replace_triggered_by: ['terraform_data.cluster_vpc'] },
      });
    }
    const inputOf = (props: LkeClusterProps) => resourcesOf(props).terraform_data?.cluster_vpc?.input;

    expect(inputOf(FULL)).toEqual({ vpc_id: 7, subnet_id: 8, stack_type: 'ipv4-ipv6' });
    // A cluster that says nothing has IPv4: saying so is not a reason to replace it.
    expect(inputOf({ ...FULL, stackType: 'ipv4' })).toEqual({ vpc_id: 7, subnet_id: 8 });
    expect(inputOf({ ...FULL, stackType: undefined })).toEqual({ vpc_id: 7, subnet_id: 8 });
  });

  it('keeps its kubeconfig to itself', () => {
    const cluster = synthesizeConstruct((root) => {
      const outputs = new LkeCluster(root, 'cluster', FULL);
      const { clusterId, apiEndpoint, caCertificate, systemPoolId, nodePoolIds } = outputs;
      for (const [name, value] of Object.entries({
        clusterId,
        apiEndpoint,
        caCertificate,
        systemPoolId,
        nodePoolIds,
      })) {
        root.addOverride(`output.${name}.value`, value);
      }
    }) as { output?: Record<string, { value: string }> };
    const read = (attribute: string) =>
      `\${nonsensitive(yamldecode(base64decode(linode_lke_cluster.cluster.kubeconfig)).clusters[0].cluster${attribute})}`;

    expect(cluster.output).toEqual({
      clusterId: { value: '${linode_lke_cluster.cluster.id}' },
      apiEndpoint: { value: read('.server') },
      caCertificate: { value: read('["certificate-authority-data"]') },
      systemPoolId: { value: '${one(linode_lke_cluster.cluster.pool[*].id)}' },
      nodePoolIds: { value: '${{ for name, pool in linode_lke_node_pool.cluster_pool : name => pool.id }}' },
    });
  });
});

describe('node pools', () => {
  const POOLS = {
    general: { type: 'g6-dedicated-4', autoscaler: { min: 2, max: 5 } },
    memory: {
      type: 'g7-highmem-2',
      nodeCount: 3,
      label: 'memory',
      labels: { workload: 'cache' },
      taints: [{ key: 'workload', value: 'cache', effect: 'NoSchedule' }],
      tags: ['environment-pool'],
      firewallId: 7,
      kubernetesVersion: 'v1.33.6+lke7',
      updateStrategy: 'on_recycle',
    },
  };
  const literal = synthesizeConstruct((root) => new NodePools(root, 'pool', { clusterId: 7, pools: POOLS })).resource;
  const variable = synthesizeConstruct((root) => {
    const pools = new TerraformVariable(root, 'pools', { type: 'map(any)' });
    new NodePools(root, 'pool', { clusterId: 7, pools: pools.value as IResolvable });
  }).resource;

  it('are one resource with an instance per name', () => {
    const { general, memory } = literal.linode_lke_node_pool?.pool?.for_each as Record<string, unknown>;

    expect(general).toEqual({
      type: 'g6-dedicated-4',
      node_count: null,
      autoscaler: { min: 2, max: 5 },
      label: null,
      disk_encryption: null,
      labels: {},
      taints: [],
      tags: [],
      firewall_id: null,
      kubernetes_version: null,
      update_strategy: null,
    });
    expect(memory).toMatchObject({ node_count: 3, autoscaler: null, firewall_id: 7, update_strategy: 'on_recycle' });
  });

  it('have the same structure from literals, from none, and from a variable', () => {
    const none = synthesizeConstruct((root) => new NodePools(root, 'pool', { clusterId: 7, pools: {} })).resource;

    const { 'terraform_data.pool_begun': note, ...structure } = structureOf(variable);

    expect(note).toBeDefined();
    expect(structure).toEqual(structureOf(literal));
    expect(structureOf(none)).toEqual(structureOf(literal));
    expect(variable.linode_lke_node_pool?.pool?.for_each).toBe('${var.pools}');
  });

  it('differ from a variable in nothing but for_each', () => {
    const begun = { ...POOLS, general: { ...POOLS.general, nodeCount: 3 } };
    const literals = synthesizeConstruct(
      (root) => new NodePools(root, 'pool', { clusterId: 7, pools: begun }),
    ).resource;
    const withoutForEach = (resources: typeof literal) => [
      { ...resources.linode_lke_node_pool?.pool, for_each: undefined },
      { ...resources.terraform_data?.pool_begun, for_each: undefined },
    ];

    expect(withoutForEach(variable)).toEqual(withoutForEach(literals));
    expect(literals.terraform_data?.pool_begun?.for_each).toEqual({ general: true });
  });

  it('need no note of when they were made, if none begins with a number of its own', () => {
    expect(literal.terraform_data).toBeUndefined();
    expect(literal.linode_lke_node_pool?.pool).toMatchObject({ node_count: '${each.value.node_count}' });
  });

  it('write out what the enterprise tier would otherwise keep from before', () => {
    const enterprise = { clusterId: 7, pools: POOLS, tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
    const { resource } = synthesizeConstruct((root) => new NodePools(root, 'pool', enterprise));

    expect(resource.linode_lke_node_pool?.pool).toMatchObject({
      k8s_version: '${coalesce(each.value.kubernetes_version, "v1.33.6+lke7")}',
      update_strategy: '${coalesce(each.value.update_strategy, "on_recycle")}',
    });
  });
});
