import { capacityForPods, type Capacity } from '../capacity';
import type { Catalogue } from '../catalogue/catalogue';
import type { EnvironmentName } from '../entities/environment';
import { dashboardUidOf, namespaceOf } from '../naming';
import type { EnvironmentFile, PlatformFile } from '../platform-file';
import { canonicalCpu, canonicalMemory } from '../quantity';
import { channelsOf } from './alerting/alertmanager';
import { fieldsOf } from './alerting/channel';
import { routesOfFile } from './alerting/routes';
import { deriveAccessPolicy, type AccessPolicy } from './access-policy';
import { deriveDeploymentPolicy, type DeploymentPolicy } from './deployment-policy';
import { deriveHandoff, type Handoff } from './handoff';
import { deriveNodePool, type NodePool } from './node-pool';
import { systemPoolNameOf } from '../system-pool';
import { deploysIngress } from './ingress';
import { deriveSecretsBundle, type SecretsBundle } from './secrets-bundle';

/** One partition of the cluster, complete. */
export interface Environment extends Omit<
  EnvironmentFile,
  | 'owners'
  | 'quota'
  | 'limitRange'
  | 'deploymentPolicy'
  | 'nodePools'
  | 'accessPolicies'
  | 'secretsBundle'
  | 'dashboard'
  | 'deletionProtection'
  | 'handoff'
  | 'logs'
> {
  readonly name: EnvironmentName;
  readonly namespace: string;
  readonly owners: readonly string[];
  readonly deletionProtection: boolean;
  readonly quota: Quota;
  readonly limitRange: LimitRange;
  readonly deploymentPolicy: DeploymentPolicy;
  readonly logs: Required<EnvironmentFile['logs']> & { readonly retentionDays: number };
  /** In the order of the file; one of system's is inside the cluster resource. */
  readonly nodePools: readonly NodePool[];
  readonly accessPolicies: readonly AccessPolicy[];
  readonly secretsBundle: SecretsBundle;
  readonly dashboard: EnvironmentFile['dashboard'] & { readonly dashboardUid: string };
  readonly handoff: Handoff | undefined;
  /** Waivers of rules of this environment. */
  readonly waivers: PlatformFile['waivers'];
}

/** Upper limits of the namespace, as Kubernetes quantities. */
export type Quota = Required<{
  readonly [K in keyof EnvironmentFile['quota']]: NonNullable<EnvironmentFile['quota'][K]>;
}>;

/** Amounts of one container, as Kubernetes quantities. */
export interface ContainerResources {
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
}

/** What a container gets that says nothing of its resources, and the most it may ask for. */
export interface LimitRange {
  readonly defaultRequest: ContainerResources;
  readonly default: ContainerResources;
  readonly max?: ContainerResources;
}

/** Share of the pools that a namespace may ask for by default; the rest is the nodes' own. */
const QUOTA_SHARE = 0.8;
const QUOTA_PODS_PER_NODE = 30;

/** Fills in everything that follows from an environment's own fields and from the platform. */
export function deriveEnvironment(
  file: PlatformFile,
  name: EnvironmentName,
  environment: EnvironmentFile,
  catalogue: Catalogue,
): Environment {
  const quota = deriveQuota(environment, capacityForPods(name, environment.nodePools, file, catalogue));
  const limitRange = deriveLimitRange(environment.limitRange);
  return {
    ...environment,
    name,
    namespace: namespaceOf(name),
    owners: environment.owners ?? file.owners,
    deletionProtection: !environment.retired && (environment.deletionProtection ?? isProtected(name, file)),
    networkPolicy: { ...environment.networkPolicy, allowFrom: livingSources(environment, file) },
    quota,
    limitRange,
    logs: {
      ...environment.logs,
      retentionDays: environment.logs.retentionDays ?? file.observability.retentionDays,
    },
    deploymentPolicy: deriveDeploymentPolicy(environment.deploymentPolicy, quota, limitRange),
    nodePools: environment.nodePools.map((pool) =>
      deriveNodePool(file, name, pool, name === 'system' && pool.name === systemPoolNameOf(file)),
    ),
    accessPolicies: environment.accessPolicies.map((policy) => deriveAccessPolicy(name, policy)),
    secretsBundle: deriveSecretsBundle(file.name, name, environment.secretsBundle, {
      channelFields: channelFieldsOf(file),
      dnsToken: makesRecords(file),
    }),
    dashboard: {
      ...environment.dashboard,
      dashboardUid: environment.dashboard.dashboardUid ?? dashboardUidOf(file.name, name),
    },
    handoff: environment.handoff && deriveHandoff(name, environment.handoff, file),
    waivers: name === 'production' ? file.waivers : [],
  };
}

/** Whether names of routes come into the zone of the platform, by the chart ingress. */
const makesRecords = (file: PlatformFile) => file.network.dns !== undefined && deploysIngress(file);

/** What Alertmanager takes to reach those whom alerts go to. */
const channelFieldsOf = ({ observability }: PlatformFile) =>
  fieldsOf(channelsOf(routesOfFile(observability)), observability.smtp);

/** No traffic comes from an environment that is retired. */
const livingSources = ({ networkPolicy }: EnvironmentFile, { environments }: PlatformFile): EnvironmentName[] =>
  networkPolicy.allowFrom.filter((source) => environments[source]?.retired !== true);

/** Production is, and with it system: the keys that unseal its secrets are there, and its logs. */
function isProtected(name: EnvironmentName, { deletionProtection, environments }: PlatformFile): boolean {
  if (!deletionProtection || environments.production === undefined) return false;
  return name === 'production' || name === 'system';
}

function deriveQuota({ quota }: EnvironmentFile, capacity: Capacity | undefined): Quota {
  const { cpu, memory, nodes } = capacity ?? { cpu: 0, memory: 0, nodes: 0 };
  const share = (amount: number) => Math.max(1, Math.floor(amount * QUOTA_SHARE));
  return {
    cpu: canonicalCpu(quota.cpu ?? String(share(cpu))),
    memory: canonicalMemory(quota.memory ?? `${share(memory)}Gi`),
    pods: quota.pods ?? nodes * QUOTA_PODS_PER_NODE,
    loadBalancers: quota.loadBalancers,
  };
}

/** The provider compares these as text, so they are written as the API gives them back. */
function deriveLimitRange({ defaultRequest, default: defaultLimit, max }: EnvironmentFile['limitRange']): LimitRange {
  const canonical = ({ cpu, memory }: ContainerResources): ContainerResources => ({
    ...(cpu !== undefined && { cpu: canonicalCpu(cpu) }),
    ...(memory !== undefined && { memory: canonicalMemory(memory) }),
  });
  return {
    defaultRequest: canonical(defaultRequest),
    default: canonical(defaultLimit),
    ...(max && { max: canonical(max) }),
  };
}
