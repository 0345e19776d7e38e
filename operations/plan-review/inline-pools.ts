import { type AttributeChange, differences, isRecord, type Sides, UNKNOWN } from './attribute-changes';
import { entriesOf, type NestedObjects, type ObjectChange } from './object-change';

/** Kind of the pools inside a cluster resource. */
export const NODE_POOL = 'node pool';

/** What Linode computes of a pool; it follows from the rest. */
const COMPUTED = new Set(['id', 'nodes']);

/** What the provider cannot change of a pool: it makes a new one, then deletes the old one. */
const REPLACING = ['type', 'disk_encryption'];

/**
 * What an apply does to the pools inside a cluster resource. It is not in the plan, which only shows two lists: the
 * provider takes the pools that exist and those that are wanted by their places (linode_lke_cluster, `pool`). One of
 * another type, or of another disk encryption, is made anew and the old one deleted; what exists beyond the list is deleted.
 */
export const INLINE_POOLS: NestedObjects = {
  path: 'pool',
  changes(list) {
    const [existing, wanted] = [poolsOf(list, 'before'), entriesOf(list, 'after')];
    const places = [...Array(Math.max(existing.length, wanted.length)).keys()];
    return places.flatMap((place) => poolChange(existing[place], wanted[place]));
  },
};

/** What became of the pools inside a cluster resource since the last apply: here a pool is itself by its id. */
export const INLINE_POOLS_SINCE: NestedObjects = {
  path: 'pool',
  changes(list) {
    const [before, now] = [poolsOf(list, 'before'), poolsOf(list, 'after')];
    const idIn = (side: 'before' | 'after') => (pool: Sides) => (pool[side] as Pool).id;
    const known = before.map(idIn('before'));
    return [
      ...before.flatMap((pool) => {
        const id = idIn('before')(pool);
        return poolChange(
          pool,
          now.find((other) => idIn('after')(other) === id),
          (path, after) => path === 'count' && isScaled(after),
        );
      }),
      ...now.filter((pool) => !known.includes(idIn('after')(pool))).flatMap((pool) => poolChange(undefined, pool)),
    ];
  },
};

/** Whether an autoscaler sets the number of a pool's nodes. */
export const isScaled = (pool: unknown) =>
  isRecord(pool) && Array.isArray(pool.autoscaler) && pool.autoscaler.length > 0;

interface Pool {
  readonly id?: number;
  readonly label?: string;
  readonly type?: string;
  readonly tags?: readonly string[];
}

/** The pools that exist. A block whose pool is gone keeps its place in the state, with the id 0. */
const poolsOf = (list: Sides, side: 'before' | 'after') =>
  entriesOf(list, side).filter((entry) => Boolean((entry[side] as Pool | null)?.id));

function poolChange(
  existing: Sides | undefined,
  wanted: Sides | undefined,
  isLeftOut: (path: string, after: Pool) => boolean = () => false,
): ObjectChange[] {
  const [before, after] = [existing?.before as Pool | undefined, wanted?.after as Pool | undefined];
  const change = { ...namedLike(before ?? after), reasons: [], attributes: [] };
  if (!existing || !wanted || !before || !after) return [{ ...change, action: after ? 'create' : 'destroy' }];
  const sides = { ...wanted, path: '', before, beforeSensitive: existing.beforeSensitive };
  const attributes = differences(sides, (path) => COMPUTED.has(path) || isLeftOut(path, after));
  if (attributes.length === 0) return [];
  const isKnown = (attribute: AttributeChange) => !('after' in attribute) || attribute.after !== UNKNOWN;
  const changed = attributes.filter(isKnown).map(({ path }) => path);
  const reasons = REPLACING.filter((name) => changed.includes(name)).map(
    (name) => `${name} cannot be changed in place`,
  );
  return [{ ...change, action: reasons.length === 0 ? 'update' : 'replace', reasons, attributes }];
}

function namedLike({ id, label, tags }: Pool = {}): Pick<ObjectChange, 'kind' | 'name' | 'id' | 'tags'> {
  const name = [label, id ? `(${id})` : ''].filter(Boolean).join(' ') || 'without a label';
  return { kind: NODE_POOL, name, ...(id ? { id, tags: tags ?? [] } : {}) };
}
