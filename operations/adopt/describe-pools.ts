import type { KubeNodePoolResponse } from '@linode/api-v4';
import { fits } from '../../model/limit';
import { taintValue } from '../../model/limits';
import { ENVIRONMENT_KEY, LABEL_DOMAIN } from '../../model/naming';
import type { AssignedPool } from './assign-pools';
import type { Live } from './live';
import type { LeftOut, Note, Part, PlatformData } from './part';

type Environments = PlatformData['environments'];
type PoolData = Environments['system']['nodePools'][number];

/** The `environments` with their pools. */
export function describePools({ cluster }: Live, pools: readonly AssignedPool[]): Part<Environments> {
  const notes: Note[] = [];
  const data: Partial<Record<string, { nodePools: PoolData[] }>> = {};
  for (const assigned of pools) {
    const { nodePools } = (data[assigned.environment] ??= { nodePools: [] });
    const path = ['environments', assigned.environment, 'nodePools', nodePools.length];
    notes.push({ path, text: noteOf(assigned) });
    nodePools.push(poolData(assigned, cluster.k8s_version));
  }
  return {
    data: data as Environments,
    notes,
    leftOut: pools.flatMap((assigned) => leftOutOf(assigned, cluster.k8s_version)),
  };
}

function noteOf({ pool: { id }, environment, inferredFrom, isSystemPool }: AssignedPool): string {
  const place = inferredFrom === undefined ? '' : `, in ${environment} ${inferredFrom}`;
  return `Pool ${id}${place}.${isSystemPool ? ' It stays inside the cluster, where it never moves.' : ''}`;
}

function poolData({ pool, name, isSystemPool }: AssignedPool, clusterVersion: string): PoolData {
  const { type: instanceType, autoscaler, k8s_version: version, update_strategy: updateStrategy } = pool;
  const labels = labelsOf(pool);
  const taints = taintsOf(pool).filter(isExpressible);
  const ofEnterprise = {
    ...(version !== undefined && version !== clusterVersion && { kubernetesVersion: version }),
    ...(updateStrategy === 'rolling_update' && { updateStrategy }),
  };
  return {
    name,
    instanceType,
    ...(autoscaler.enabled ? { count: autoscaler.min, maxCount: autoscaler.max } : { count: pool.count }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(taints.length > 0 && { taints }),
    ...(!isSystemPool && ofEnterprise),
  };
}

/** Labels that the platform does not set itself. */
const labelsOf = ({ labels }: KubeNodePoolResponse) =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !isOwn(key)));

/** Taints that the platform does not set itself. */
const taintsOf = ({ taints }: KubeNodePoolResponse) =>
  taints.filter(({ key }) => !isOwn(key)).map(({ key, value = '', effect }) => ({ key, value, effect }));

const isOwn = (key: string) => key.startsWith(`${LABEL_DOMAIN}/`);

const isExpressible = ({ value }: { readonly value: string }) => fits(taintValue, value);

function leftOutOf({ pool, isSystemPool }: AssignedPool, clusterVersion: string): LeftOut[] {
  const foreign = [...Object.keys(pool.labels), ...pool.taints.map(({ key }) => key)];
  const reserved = [...new Set(foreign)].filter((key) => isOwn(key) && key !== ENVIRONMENT_KEY);
  return [
    ...taintsOf(pool)
      .filter((taint) => !isExpressible(taint))
      .map(({ key, effect }) => ({
        what: `the taint ${key}:${effect} of pool ${pool.id}`,
        reason: 'it has no value, and the provider demands one',
        consequence: 'the first apply takes it off the pool; give it a value before if it is needed',
      })),
    ...reserved.map((key) => ({
      what: `the label or taint ${key} of pool ${pool.id}`,
      reason: `keys below ${LABEL_DOMAIN} are set by the platform alone`,
      consequence: 'the first apply takes it off the pool',
    })),
    ...(isSystemPool ? leftOutOfSystemPool(pool, clusterVersion) : []),
  ];
}

/** The provider sends neither version nor strategy for the pool inside the cluster. */
function leftOutOfSystemPool(pool: KubeNodePoolResponse, clusterVersion: string): LeftOut[] {
  const { id, k8s_version: version = clusterVersion, update_strategy: strategy = 'on_recycle' } = pool;
  if (version === clusterVersion && strategy === 'on_recycle') return [];
  return [
    {
      what: `version ${version} and update strategy ${strategy} of pool ${id}`,
      reason: 'the pool inside the cluster takes both from the cluster',
      consequence: 'they stay until the Kubernetes version of the cluster is changed',
    },
  ];
}
