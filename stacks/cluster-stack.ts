import { DataLinodeLkeCluster } from '@cdktf/provider-linode/lib/data-linode-lke-cluster';
import { TerraformOutput, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { LkeCluster } from '../constructs/lke-cluster/lke-cluster';
import { Network } from '../constructs/network/network';
import { ENVIRONMENT_POOL_TAG } from '../model/naming';
import type { Platform } from '../model/platform';
import { CLUSTER_OUTPUTS } from './cluster-outputs';
import { nodePoolInput } from './node-pool-input';
import { PlatformStack } from './platform-stack';
import { useLinode, useLocks } from './providers';
import { tellFacts } from './tell-facts';

/** The shared cluster and the network around it. */
export class ClusterStack extends PlatformStack {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'cluster', platform, { deletionProtection: platform.deletionProtection });
    tellFacts(this, platform, 'cluster');
    useLinode(this, platform);
    useLocks(this, platform);
    const { cluster, environments } = platform;

    const network = new Network(this, 'network', {
      region: cluster.region,
      tags: [platform.name],
      ...platform.network,
    });

    const systemPool = environments.flatMap(({ nodePools }) => nodePools).find(({ isInline }) => isInline);
    if (!systemPool) throw new Error('a platform has a pool inside its cluster');
    const isAtNodePools = platform.network.firewall?.attachedTo === 'node-pools';
    const lkeCluster = new LkeCluster(this, 'cluster', {
      label: cluster.label,
      region: cluster.region,
      kubernetesVersion: cluster.kubernetesVersion,
      highAvailability: cluster.highAvailability,
      controlPlaneAcl: cluster.controlPlaneAcl,
      ...(cluster.tier === 'enterprise' && { tier: 'enterprise', auditLogsEnabled: cluster.auditLogs }),
      ...(platform.network.vpc && {
        vpcId: Token.asNumber(network.vpcId),
        subnetId: Token.asNumber(network.subnetId),
      }),
      tags: [platform.name],
      deletionLock: platform.deletionLock === true && platform.deletionProtection,
      systemPool: {
        ...nodePoolInput(systemPool),
        ...(isAtNodePools && { firewallId: Token.asNumber(network.firewallId) }),
      },
    });

    const values = {
      clusterId: lkeCluster.clusterId,
      apiEndpoint: lkeCluster.apiEndpoint,
      caCertificate: lkeCluster.caCertificate,
      nodePoolIds: { [systemPool.label]: this.inlinePoolId(lkeCluster) },
      // The engine keeps no null output, and cdktf-cli fails after a deploy on an output that was not kept.
      ...(platform.network.firewall && { firewallId: network.firewallId }),
      ...(platform.network.dns && { zoneId: network.zoneId, zone: network.zone }),
    };
    for (const [key, value] of Object.entries(values)) {
      const { name, description } = CLUSTER_OUTPUTS[key as keyof typeof CLUSTER_OUTPUTS];
      new TerraformOutput(this, name, { value, description }).overrideLogicalId(name);
    }
  }
  /**
   * Linode id of the pool inside the cluster, as Linode tells it. The resource itself plans the id of the old pool for
   * the one that replaces it, so that an output with it would be wrong until the next apply.
   */
  private inlinePoolId(cluster: LkeCluster): string {
    const live = new DataLinodeLkeCluster(this, 'live', {
      id: Token.asNumber(cluster.clusterId),
      dependsOn: [cluster.resource],
    });
    const ids = `[for pool in ${live.fqn}.pools : pool.id if !contains(pool.tags, "${ENVIRONMENT_POOL_TAG}")]`;
    return `\${try(min(${ids}...), null)}`;
  }
}
