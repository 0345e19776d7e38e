import type { EnvironmentName } from '../entities/environment';
import { ENVIRONMENT_KEY, ENVIRONMENT_POOL_TAG, namespaceOf, nodePoolLabelOf } from '../naming';
import type { EnvironmentFile } from '../platform-file';

type NodePoolFile = EnvironmentFile['nodePools'][number];

/** Worker nodes of one kind, complete. */
export interface NodePool extends NodePoolFile {
  /** Label of the pool at Linode. */
  readonly label: string;
  /** Linode tags. */
  readonly tags: readonly string[];
}

/** Effect of the taint that keeps an environment's nodes for its own pods. */
const ENVIRONMENT_EFFECT = 'NoSchedule';

/**
 * Labels, taints and tags of a pool. The inline pool of the cluster (system's first) stays untainted and without
 * the tag of external pools, because LKE's own pods run there and the cluster resource owns it.
 */
export function deriveNodePool(
  platform: string,
  environment: EnvironmentName,
  pool: NodePoolFile,
  isInline: boolean,
): NodePool {
  const ownTaint = { key: ENVIRONMENT_KEY, value: environment, effect: ENVIRONMENT_EFFECT } as const;
  const tags = [platform, namespaceOf(environment)];
  return {
    ...pool,
    label: nodePoolLabelOf(environment, pool.name),
    labels: { [ENVIRONMENT_KEY]: environment, ...pool.labels },
    taints: isInline ? [] : [ownTaint, ...pool.taints],
    tags: isInline ? tags : [...tags, ENVIRONMENT_POOL_TAG],
  };
}

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
