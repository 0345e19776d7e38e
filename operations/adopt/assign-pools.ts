import type { KubeNodePoolResponse } from '@linode/api-v4';
import { catalogueOf } from '../../model/catalogue/catalogue';
import { fits } from '../../model/limit';
import { nodePoolName } from '../../model/limits';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { ENVIRONMENT_POOL_TAG, namespaceOf, nodePoolLabelOf } from '../../model/naming';

/** What the user says of a pool. */
export interface PoolChoice {
  readonly id: number;
  readonly environment: EnvironmentName;
  /** Name within the environment. @default - made of the pool's label */
  readonly name?: string | undefined;
}

export interface PoolChoices {
  readonly pools: readonly PoolChoice[];
  /** Id of the pool that stays inside the cluster resource. @default - the one that suits it best */
  readonly systemPool?: number | undefined;
}

/** A pool with its place in the platform. */
export interface AssignedPool {
  readonly pool: KubeNodePoolResponse;
  readonly environment: EnvironmentName;
  readonly name: string;
  /** Why it is there, such as `by its tag env-staging`; undefined where the user said so. */
  readonly inferredFrom: string | undefined;
  /** Whether it is the pool inside the cluster resource, `cluster.systemPool`. */
  readonly isSystemPool: boolean;
}

/**
 * Gives every pool its environment and its name, in the order of the file: the pool inside the cluster comes first.
 *
 * @throws {Error} when a choice names no pool, or no pool can stay inside the cluster
 */
export function assignPools(pools: readonly KubeNodePoolResponse[], choices: PoolChoices): AssignedPool[] {
  refuseUnknown(pools, choices);
  const placed = pools.map((pool) => ({ pool, ...placeOf(pool, choices) }));
  const systemPool = systemPoolOf(placed, choices.systemPool);
  const ordered = [systemPool, ...placed.filter((it) => it !== systemPool)].sort(
    (a, b) => ENVIRONMENT_NAMES.indexOf(a.environment) - ENVIRONMENT_NAMES.indexOf(b.environment),
  );
  return named(ordered).map((it) => ({ ...it, isSystemPool: it.pool === systemPool.pool }));
}

interface Placed {
  readonly pool: KubeNodePoolResponse;
  readonly environment: EnvironmentName;
  readonly chosenName: string | undefined;
  readonly inferredFrom: string | undefined;
}

function refuseUnknown(pools: readonly KubeNodePoolResponse[], { pools: chosen, systemPool }: PoolChoices): void {
  const ids = [...chosen.map(({ id }) => id), ...(systemPool === undefined ? [] : [systemPool])];
  const unknown = ids.find((id) => !pools.some((pool) => pool.id === id));
  if (unknown === undefined) return;
  throw new Error(`the cluster has no pool ${unknown}. It has ${pools.map(poolText).join(', ')}.`);
}

/** A pool in words. */
export const poolText = ({ id, label, type }: KubeNodePoolResponse) =>
  `${id} (${[label, type].filter(Boolean).join(', ')})`;

function placeOf(pool: KubeNodePoolResponse, { pools: chosen }: PoolChoices): Omit<Placed, 'pool'> {
  const choice = chosen.find(({ id }) => id === pool.id);
  if (choice) return { environment: choice.environment, chosenName: choice.name, inferredFrom: undefined };
  const tagged = ENVIRONMENT_NAMES.find((name) => pool.tags.includes(namespaceOf(name)));
  if (tagged) return { environment: tagged, chosenName: undefined, inferredFrom: `by its tag ${namespaceOf(tagged)}` };
  const labelled = ENVIRONMENT_NAMES.find((name) => pool.label === name || pool.label.startsWith(`${name}-`));
  if (labelled) return { environment: labelled, chosenName: undefined, inferredFrom: `by its label ${pool.label}` };
  return { environment: 'system', chosenName: undefined, inferredFrom: 'because no tag and no label says otherwise' };
}

/** The cluster resource does not see pools with the tag of external ones, and LKE's own pods tolerate no taints. */
function systemPoolOf(placed: readonly Placed[], chosen: number | undefined): Placed {
  const candidates = placed.filter(({ environment, pool: { tags } }) => {
    return environment === 'system' && !tags.includes(ENVIRONMENT_POOL_TAG);
  });
  const best = candidates.sort((a, b) => unfitness(a.pool) - unfitness(b.pool) || a.pool.id - b.pool.id)[0];
  const systemPool = chosen === undefined ? best : candidates.find(({ pool }) => pool.id === chosen);
  if (systemPool) return systemPool;
  throw new Error(
    `${chosen === undefined ? 'no pool' : `pool ${chosen}`} can stay inside the cluster, as LKE demands of one. ` +
      `It has to be a pool of system without the tag ${ENVIRONMENT_POOL_TAG}: name one with --pool <id>=system` +
      `${placed.some(({ pool }) => pool.tags.includes(ENVIRONMENT_POOL_TAG)) ? ', or take that tag off it' : ''}. ` +
      `The cluster has ${placed.map(({ pool }) => poolText(pool)).join(', ')}.`,
  );
}

function unfitness({ taints, type, autoscaler }: KubeNodePoolResponse): number {
  const hasGpus = Boolean(catalogueOf({}).instanceTypes.get(type)?.gpus);
  return (taints.length > 0 ? 4 : 0) + (hasGpus ? 2 : 0) + (autoscaler.enabled ? 1 : 0);
}

/** Names each pool, no two of an environment alike. */
function named(placed: readonly Placed[]): Omit<AssignedPool, 'isSystemPool'>[] {
  const taken = new Set(placed.flatMap(({ environment, chosenName }) => chosenName && `${environment}/${chosenName}`));
  return placed.map(({ chosenName, ...rest }) => {
    const { pool, environment } = rest;
    if (chosenName !== undefined) return { ...rest, name: chosenName };
    const ofLabel = nameFromLabel(environment, pool.label);
    const name = ofLabel && !taken.has(`${environment}/${ofLabel}`) ? ofLabel : `pool-${pool.id}`;
    taken.add(`${environment}/${name}`);
    return { ...rest, name };
  });
}

/** The label without the environment in front, so that the pool keeps its label; undefined if that is not a name. */
function nameFromLabel(environment: EnvironmentName, label: string): string | undefined {
  const prefix = nodePoolLabelOf(environment, '');
  const name = label.startsWith(prefix) ? label.slice(prefix.length) : label;
  return fits(nodePoolName, name) ? name : undefined;
}
