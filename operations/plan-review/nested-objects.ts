import { type AttributeChange, child, differences, type Sides, sidesOf } from './attribute-changes';
import type { ChangeJson } from '../engine/plan-json';
import { INLINE_POOLS, INLINE_POOLS_SINCE } from './inline-pools';
import { labelledObjects } from './labelled-objects';
import { listedValues } from './listed-values';
import type { NestedObjects, ObjectChange } from './object-change';

const ACL = 'control_plane[0].acl[0].addresses[0]';

type NestedByType = Readonly<Record<string, readonly NestedObjects[]>>;

/** Which parts of a resource are objects of their own at Linode, by the type of the resource. */
const NESTED: NestedByType = {
  linode_lke_cluster: [
    INLINE_POOLS,
    listedValues('network of the control-plane ACL', `${ACL}.ipv4`),
    listedValues('network of the control-plane ACL', `${ACL}.ipv6`),
  ],
  linode_firewall: [
    labelledObjects({ kind: 'inbound rule', path: 'inbound', label: 'label', isOrdered: true }),
    labelledObjects({ kind: 'outbound rule', path: 'outbound', label: 'label', isOrdered: true }),
    listedValues('attached Linode', 'linodes'),
    listedValues('attached NodeBalancer', 'nodebalancers'),
    listedValues('attached interface', 'interfaces'),
  ],
  linode_object_storage_bucket: [labelledObjects({ kind: 'lifecycle rule', path: 'lifecycle_rule', label: 'id' })],
  linode_object_storage_key: [
    labelledObjects({ kind: 'bucket of the key', path: 'bucket_access', label: 'bucket_name' }),
  ],
};

/** A change in place, with the objects inside the resource apart from its own attributes. */
export interface TakenApart {
  readonly objects: readonly ObjectChange[];
  readonly attributes: readonly AttributeChange[];
}

/** Takes a change that is planned apart: what it does to objects of their own, and what to the rest. */
export const takeApart = (type: string, change: ChangeJson) => takenApart(NESTED[type] ?? [], change);

/** Takes a change apart that was made since the last apply. */
export const takeApartSince = (type: string, change: ChangeJson) => takenApart(nestedSince(type), change);

const nestedSince = (type: string) =>
  (NESTED[type] ?? []).map((nested) => (nested === INLINE_POOLS ? INLINE_POOLS_SINCE : nested));

function takenApart(nestedObjects: readonly NestedObjects[], change: ChangeJson): TakenApart {
  const sides = sidesOf(change);
  const lists = nestedObjects.flatMap((nested) => {
    const list = partAt(sides, nested.path);
    return isKnown(list) ? [{ nested, list }] : [];
  });
  const paths = new Set(lists.map(({ nested }) => nested.path));
  return {
    objects: lists.flatMap(({ nested, list }) => nested.changes(list)),
    attributes: differences(sides, (path) => paths.has(path)),
  };
}

const partAt = (sides: Sides, path: string) =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((part, key) => child(part, /^\d+$/.test(key) ? Number(key) : key), sides);

/** What is sensitive, or not known yet, as a whole cannot be taken apart. */
const isKnown = ({ unknown, beforeSensitive, afterSensitive }: Sides) =>
  ![unknown, beforeSensitive, afterSensitive].includes(true);
