import type { EnvironmentName } from '../entities/environment';
import { ENVIRONMENT_KEY, ENVIRONMENT_POOL_TAG, namespaceOf, nodePoolLabelOf } from '../naming';
import type { EnvironmentFile, PlatformFile } from '../platform-file';

type NodePoolFile = EnvironmentFile['nodePools'][number];

/** Worker nodes of one kind, complete. */
export interface NodePool extends NodePoolFile {
  /** Label of the pool at Linode. */
  readonly label: string;
  /** Whether it stays inside the cluster resource, as LKE demands of one. */
  readonly isInline: boolean;
  /** Linode tags. */
  readonly tags: readonly string[];
}

/** What Linode sets where nothing is asked for. */
const DEFAULT_UPDATE_STRATEGY = 'on_recycle';

/** Effect of the taint that keeps an environment's nodes for its own pods. */
const ENVIRONMENT_EFFECT = 'NoSchedule';

/**
 * Labels, taints and tags of a pool. The pool inside the cluster resource stays untainted and without
 * the tag of external pools, because LKE's own pods run there and the cluster resource owns it.
 */
export function deriveNodePool(
  { name: platform, cluster }: Pick<PlatformFile, 'name' | 'cluster'>,
  environment: EnvironmentName,
  pool: NodePoolFile,
  isInline: boolean,
): NodePool {
  const ownTaint = { key: ENVIRONMENT_KEY, value: environment, effect: ENVIRONMENT_EFFECT } as const;
  return {
    ...pool,
    isInline,
    label: nodePoolLabelOf(environment, pool.name),
    labels: { [ENVIRONMENT_KEY]: environment, ...pool.labels },
    taints: isInline ? [] : [ownTaint, ...pool.taints],
    // Of several, the provider does not find the pool again, if the API gives them in another order than it sorts them.
    tags: isInline ? [platform] : [platform, namespaceOf(environment), ENVIRONMENT_POOL_TAG],
    ...(cluster.tier === 'enterprise' && !isInline && updatesOf(pool, cluster.kubernetesVersion)),
  };
}

/**
 * Version and update strategy of a pool of LKE Enterprise, written out: the API keeps those of a pool when the cluster
 * gets a newer version, and when they are taken out of the configuration.
 */
const updatesOf = ({ kubernetesVersion, updateStrategy }: NodePoolFile, clusterVersion: string) => ({
  kubernetesVersion: kubernetesVersion ?? clusterVersion,
  updateStrategy: updateStrategy ?? DEFAULT_UPDATE_STRATEGY,
});

/** What a pod needs to be placed on an environment's nodes, as Helm values and pod specs write it. */
export interface Scheduling {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly {
    readonly key: string;
    readonly operator: string;
    readonly value: string;
    readonly effect: string;
  }[];
}

/** Counterpart of the labels and taints of an environment's pools. */
export function schedulingOf(environment: EnvironmentName): Scheduling {
  return {
    nodeSelector: { [ENVIRONMENT_KEY]: environment },
    tolerations: [{ key: ENVIRONMENT_KEY, operator: 'Equal', value: environment, effect: ENVIRONMENT_EFFECT }],
  };
}
