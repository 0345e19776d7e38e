import type { ResourceChangeJson } from '../engine/plan-json';
import { type AttributeChange, isRecord } from './attribute-changes';
import { isScaled } from './inline-pools';
import { takeApartSince } from './nested-objects';
import type { ObjectChange } from './object-change';

/** A resource that was changed or deleted outside of the engine since the last apply. */
export interface OutsideChange {
  readonly address: string;
  readonly action: 'update' | 'destroy';
  readonly objects: readonly ObjectChange[];
  readonly attributes: readonly AttributeChange[];
}

/** What changes by itself while nobody touches the object. */
const OBSERVED = /^(nodes\b|devices\b|status$|updated$|metadata\[0\]\.(resource_version|generation)$)/;

/**
 * What the engine found changed outside, without what only looks so: providers fill in what an apply left empty, Linode
 * and Kubernetes keep books of their own, and an autoscaler changes the number of nodes.
 */
export function changedOutside(drift: readonly ResourceChangeJson[]): OutsideChange[] {
  return drift.flatMap(({ address, mode, type, change }): OutsideChange[] => {
    if (mode === 'data') return [];
    if (change.actions.includes('delete')) return [{ address, action: 'destroy', objects: [], attributes: [] }];
    if (!change.actions.includes('update')) return []; // it only moved
    const after = withoutFilledIn(change.before, change.after);
    const { objects, attributes } = takeApartSince(type, { ...change, after });
    const real = attributes.filter(({ path }) => !OBSERVED.test(path) && !(path === 'node_count' && isScaled(after)));
    return real.length + objects.length === 0 ? [] : [{ address, action: 'update', objects, attributes: real }];
  });
}

/** The second value, with the first one's nothing where it has another: null, an empty map and false say the same. */
function withoutFilledIn(before: unknown, after: unknown): unknown {
  if ((isMissing(before) || isMissing(after)) && isNothing(before) && isNothing(after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    return after.map((entry: unknown, index): unknown =>
      index < before.length ? withoutFilledIn(before[index], entry) : entry,
    );
  }
  if (!isRecord(before) || !isRecord(after)) return after;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(keys.map((key) => [key, withoutFilledIn(before[key], after[key])]));
}

const isMissing = (value: unknown) => value === undefined || value === null;

const isNothing = (value: unknown) =>
  isMissing(value) ||
  value === '' ||
  value === false ||
  value === 0 ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
