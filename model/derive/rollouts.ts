import type { Role } from '../entities/access-policy';
import type { EnvironmentName } from '../entities/environment';
import { MONITORING_SERVICES } from '../baseline-services';
import { ACCESS_NAMESPACE, BASELINE_NAMESPACES, baselineBucketNameOf } from '../naming';
import type { Platform } from '../platform';
import { chartValuesOf } from './chart-values';
import { servedEnvironmentsOf } from './served-environments';
import { schedulingOf } from './node-pool';
import { BASELINE_PRIORITY } from './priority-class';

/** What Argo CD brings to one environment, or to the baseline: a root Application with all that it makes, in waves. */
export interface Rollout {
  /** Name of the AppProject; the root Application is called `<name>-root`. */
  readonly name: EnvironmentName | 'baseline';
  /** Whether a person approves waves, so that its root is synced by hand. */
  readonly gated: boolean;
  /** Namespaces that may be deployed to. */
  readonly namespaces: readonly string[];
  /** Repositories that may be deployed from. */
  readonly repositories: readonly string[];
  /** Kinds that belong to no namespace and may be made. */
  readonly clusterKinds: readonly { readonly group: string; readonly kind: string }[];
  /** Who may approve, as subjects of a RoleBinding. */
  readonly approvers: readonly Subject[];
  /** Who may sync what is synced by hand. */
  readonly syncers: readonly Subject[];
  readonly applications: readonly RolloutApplication[];
}

export type Subject =
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'Group'; readonly apiGroup: 'rbac.authorization.k8s.io'; readonly name: string };

/** One Application, as the charts `bootstrap` and `applications` take it. */
export interface RolloutApplication {
  readonly name: string;
  readonly namespace: string;
  readonly wave: number;
  /** Name of the WaveApproval that it waits for; empty for none. */
  readonly gate: string;
  readonly repository: string;
  /** Folder of the chart within the repository. */
  readonly path: string;
  /** Commit, branch or tag; empty for the commit of the root. */
  readonly revision: string;
  readonly automated: boolean;
  readonly selfHeal: boolean;
  readonly prune: boolean;
  /** Values of the chart: facts of the platform. Only charts of this repository get any. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Name of the root Application of a rollout. */
export const rootNameOf = (rollout: string) => `${rollout}-root`;

/** A path in this repository. */
const OWN = 'infra/helm/';
const BASELINE = 'baseline';
/** Roles whose holders approve, and those whose holders deploy what waits for nobody. */
const APPROVE: readonly Role[] = ['platform-engineer'];
const SYNC: readonly Role[] = ['platform-engineer', 'app-team'];

/** What the baseline needs beside what stands in its namespaces. */
const BASELINE_KINDS = [
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
  { group: 'networking.k8s.io', kind: 'IngressClass' },
  { group: 'cert-manager.io', kind: 'ClusterIssuer' },
] as const;

type Application = Platform['applications'][number];
type Sources = Pick<Platform['sources'], 'repository'>;

type RolloutPlatform = Pick<
  Platform,
  'name' | 'applications' | 'environments' | 'sources' | 'network' | 'state' | 'handoffService'
>;
/** What is known of the cluster once it is there, for the charts of the baseline: ids, never a credential. */
type Facts = Readonly<Record<string, unknown>>;

/** Who looks after what Argo CD is and brings to the baseline, beside whoever approves it. */
export interface Caretakers {
  /** Namespaces in which they do. */
  readonly namespaces: readonly string[];
  /** They read, and have pods made anew. */
  readonly keepers: readonly Subject[];
  /** They read. */
  readonly readers: readonly Subject[];
}

/**
 * The people of `system`, in the namespaces that it has because of Argo CD. Not all rights, as in others: accounts there
 * may do anything in the cluster, or read every Secret, and whoever runs a pod as one of them passes by every approval.
 *
 * @param namespaces those that are made; may be tokens
 */
export function caretakersOf(
  { environments }: Pick<RolloutPlatform, 'environments'>,
  namespaces: readonly string[],
): Caretakers {
  const system = environments.filter(({ name }) => name === 'system');
  return {
    namespaces,
    keepers: system.flatMap((it) => subjectsOf(it, ['platform-engineer', 'break-glass'])),
    readers: system.flatMap((it) => subjectsOf(it, ['read-only'])),
  };
}

/**
 * The rollouts of the applications of a platform: the baseline first, then environments in their order.
 *
 * @param facts of the cluster; may be tokens
 */
export function rolloutsOf(platform: RolloutPlatform, facts: Facts = {}): readonly Rollout[] {
  const { applications, environments, sources } = platform;
  const isBaseline = ({ destinationNamespace }: Application) =>
    BASELINE_NAMESPACES.some((namespace) => namespace === destinationNamespace);
  const values = { ...baselineValues(platform), ...facts };
  const baseline = applications.filter(isBaseline).map((it) => rolloutApplication(BASELINE, it, sources, values));
  const ofEnvironments = environments.map((environment) => {
    const own = {
      ...chartValuesOf(environment),
      domains: environment.domains,
      otlpEndpoint: `${MONITORING_SERVICES.otlpGrpc.name}.monitoring.svc:${MONITORING_SERVICES.otlpGrpc.port}`,
    };
    const { name, namespace } = environment;
    const here = applications.filter((it) => it.destinationNamespace === namespace);
    return {
      ...rollout(
        name,
        here.map((it) => rolloutApplication(name, it, sources, own)),
      ),
      approvers: subjectsOf(environment, APPROVE),
      syncers: subjectsOf(environment, SYNC),
    };
  });
  // Who answers for `system` answers for what the whole cluster runs on.
  const approvers = environments.filter(({ name }) => name === 'system').flatMap((it) => subjectsOf(it, APPROVE));
  const ofBaseline = { ...rollout(BASELINE, baseline), clusterKinds: BASELINE_KINDS, approvers };
  return [ofBaseline, ...ofEnvironments].filter((it) => it.applications.length > 0);
}

const baselineValues = ({ name, environments, handoffService, network, state }: RolloutPlatform) => ({
  ...schedulingOf('system'),
  priorityClassName: BASELINE_PRIORITY.name,
  platform: name,
  dnsZone: network.dns?.zone ?? '',
  buckets: {
    loki: baselineBucketNameOf(state.bucketPrefix, 'loki'),
    tempo: baselineBucketNameOf(state.bucketPrefix, 'tempo'),
  },
  environments: servedEnvironmentsOf({ environments, handoffService }),
});

function rollout(name: Rollout['name'], applications: readonly RolloutApplication[]): Rollout {
  const each = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    name,
    gated: applications.some(({ gate }) => gate !== ''),
    namespaces: each(applications.map(({ namespace }) => namespace)),
    repositories: each(applications.map(({ repository }) => repository)),
    clusterKinds: [],
    approvers: [],
    syncers: [],
    applications,
  };
}

function rolloutApplication(
  rolloutName: string,
  { name, destinationNamespace, syncWave, sourceRepo, revision = '', approval, syncPolicy }: Application,
  { repository }: Sources,
  values: Readonly<Record<string, unknown>>,
): RolloutApplication {
  const isOwn = sourceRepo.startsWith(OWN);
  const waits = approval === 'manual';
  // A gate names one commit: what comes from this repository shares that of the root, anything else has one of its own.
  const gate = [rolloutName, 'wave', syncWave, ...(isOwn ? [] : [name])].join('-');
  return {
    name,
    namespace: destinationNamespace,
    wave: syncWave,
    gate: waits ? gate : '',
    ...(isOwn ? { repository, path: sourceRepo } : splitAddress(sourceRepo)),
    revision,
    ...syncPolicy,
    values: isOwn ? values : {},
  };
}

/** `https://host/repository.git//folder` as repository and folder. */
function splitAddress(address: string): Pick<RolloutApplication, 'repository' | 'path'> {
  const [, repository = address, path = '.'] = /^(.*[^:/])\/\/(.+)$/.exec(address) ?? [];
  return { repository, path };
}

function subjectsOf({ accessPolicies }: Platform['environments'][number], roles: readonly Role[]): readonly Subject[] {
  return accessPolicies
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ account, oidcGroups }): Subject[] => [
      { kind: 'ServiceAccount', namespace: ACCESS_NAMESPACE, name: account },
      ...oidcGroups.map((name) => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name }) as const),
    ]);
}
