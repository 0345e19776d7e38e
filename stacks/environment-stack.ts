import { TerraformOutput, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { EnvironmentAccess, type EnvironmentAccessProps } from '../constructs/access/environment-access';
import { EnvironmentNamespace } from '../constructs/environment/environment-namespace';
import { NodePools } from '../constructs/lke-cluster/node-pools';
import { DeploymentBounds } from '../constructs/isolation/deployment-bounds';
import { chartValuesOf } from '../model/derive/chart-values';
import type { Environment } from '../model/derive/environment';
import { ACCESS_NAMESPACE, ROLLBACK_ON_LOCAL } from '../model/naming';
import type { Platform } from '../model/platform';
import { clusterOutputs, type ClusterOutputs } from './cluster-outputs';
import { nodePoolInput } from './node-pool-input';
import { PlatformStack } from './platform-stack';
import { useKubernetes, useLinode, useLocks } from './providers';
import { refuseToMake } from './retired-guard';
import { tellFacts } from './tell-facts';
import { tellTerms } from './tell-terms';

/** One environment: its node pools, its namespace with limits and network policies, and who may do what in it. */
export class EnvironmentStack extends PlatformStack {
  protected readonly cluster: ClusterOutputs;
  private readonly namespace: EnvironmentNamespace;

  constructor(
    scope: Construct,
    platform: Platform,
    protected readonly environment: Environment,
  ) {
    super(scope, environment.name, platform, { deletionProtection: environment.deletionProtection });
    if (environment.retired) refuseToMake(this);
    if (environment.rollbackOn.length > 0) this.addOverride(`locals.${ROLLBACK_ON_LOCAL}`, environment.rollbackOn);
    tellFacts(this, platform, environment.name);
    tellTerms(this, platform, environment);
    this.cluster = clusterOutputs(this, platform);
    useLinode(this, platform);
    useLocks(this, platform);
    useKubernetes(this, platform, this.cluster);

    const pools = new NodePools(this, 'pool', {
      clusterId: Token.asNumber(this.cluster.clusterId),
      pools: Object.fromEntries(this.externalPools().map((pool) => [pool.name, pool])),
      deletionLock: platform.deletionLock === true && environment.deletionProtection,
    });
    this.namespace = new EnvironmentNamespace(this, 'namespace', {
      platform: platform.name,
      environment,
      nodes: pools.resource,
      allowTo: platform.environments
        .filter((other) => !other.retired && other.networkPolicy.allowFrom.includes(environment.name))
        .map((other) => other.name),
    });

    if (environment.name !== 'system') {
      this.giveAccess();
      this.bound(ACCESS_NAMESPACE);
    }

    this.output('namespace', this.namespace.name, 'Name of the namespace.');
    this.output('chart_values', chartValuesOf(environment), 'What the charts of the environment get in their values.');
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

  /** @param accessNamespace name of the namespace of the accounts, as who makes it knows it */
  protected bound(accessNamespace: string): void {
    const { name: environment, deploymentPolicy: bounds } = this.environment;
    new DeploymentBounds(this, 'deployment-policy', { environment, bounds, namespace: accessNamespace });
  }

  /** @param around of `system`: what is in its stack beside an environment */
  protected giveAccess(around: Partial<Pick<EnvironmentAccessProps, 'made' | 'after'>> = {}): void {
    const { name, namespace, accessPolicies } = this.environment;
    new EnvironmentAccess(this, 'access', {
      environment: name,
      policies: accessPolicies,
      ...around,
      made: { [namespace]: this.namespace.name, ...around.made },
    });
  }

  protected output(name: string, value: unknown, description: string): void {
    const output = new TerraformOutput(this, `output-${name}`, { value, description });
    output.overrideLogicalId(name);
  }
}
