import { TerraformOutput, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { EnvironmentNamespace } from '../constructs/environment/environment-namespace';
import { NodePools } from '../constructs/lke-cluster/node-pools';
import type { Environment } from '../model/derive/environment';
import type { Platform } from '../model/platform';
import { clusterOutputs, type ClusterOutputs } from './cluster-outputs';
import { nodePoolInput } from './node-pool-input';
import { PlatformStack } from './platform-stack';
import { useKubernetes, useLinode, useLocks } from './providers';

/** One environment: its node pools, and its namespace with limits and network policies. */
export class EnvironmentStack extends PlatformStack {
  protected readonly cluster: ClusterOutputs;

  constructor(
    scope: Construct,
    platform: Platform,
    protected readonly environment: Environment,
  ) {
    super(scope, environment.name, platform, { deletionProtection: environment.deletionProtection });
    this.cluster = clusterOutputs(this, platform);
    useLinode(this, platform);
    useLocks(this, platform);
    useKubernetes(this, platform, this.cluster);

    const pools = new NodePools(this, 'pool', {
      clusterId: Token.asNumber(this.cluster.clusterId),
      pools: Object.fromEntries(this.externalPools().map((pool) => [pool.name, pool])),
      deletionLock: platform.deletionLock === true && environment.deletionProtection,
    });
    const namespace = new EnvironmentNamespace(this, 'namespace', {
      platform: platform.name,
      environment,
      nodes: pools.resource,
      allowTo: platform.environments
        .filter((other) => other.networkPolicy.allowFrom.includes(environment.name))
        .map((other) => other.name),
    });

    this.output('namespace', namespace.name, 'Name of the namespace.');
    this.output('node_pool_ids', pools.ids, 'Linode id of each pool of this stack, by name.');
  }

  /** Pools of this environment but the one that lives inside the cluster resource. */
  private externalPools() {
    const { environment, platform, cluster } = this;
    const pools = environment.nodePools.filter(({ isInline }) => !isInline);
    const guarded = platform.network.firewall?.attachedTo === 'node-pools';
    return pools.map((pool) => ({
      name: pool.name,
      ...nodePoolInput(pool),
      ...(guarded && { firewallId: cluster.firewallId }),
      kubernetesVersion: pool.kubernetesVersion,
      updateStrategy: pool.updateStrategy,
    }));
  }

  protected output(name: string, value: unknown, description: string): void {
    const output = new TerraformOutput(this, `output-${name}`, { value, description });
    output.overrideLogicalId(name);
  }
}
