import type { StateJson } from '../engine/state-json';
import { type Attributes, thingOf } from './kinds';
import { referenceOf, type Thing } from './thing';

const CLUSTER = 'linode_lke_cluster';

/** What states hold: each thing by its reference. The pools inside the cluster are among it. */
export function heldIn(states: readonly StateJson[]): ReadonlyMap<string, Thing> {
  const resources = states.flatMap((state) => state.resources.filter(({ mode }) => mode === 'managed'));
  const things = resources.flatMap(({ type, instances }) =>
    instances.flatMap(({ attributes = {} }) => [
      ...[thingOf(type, attributes) ?? []].flat(),
      ...(type === CLUSTER ? poolsInside(attributes) : []),
    ]),
  );
  return new Map(things.map((thing) => [referenceOf(thing), thing]));
}

function poolsInside({ id, pool }: Attributes): Thing[] {
  const pools = Array.isArray(pool) ? (pool as Attributes[]) : [];
  return pools.flatMap((attributes) => thingOf('linode_lke_node_pool', { ...attributes, cluster_id: id }) ?? []);
}
