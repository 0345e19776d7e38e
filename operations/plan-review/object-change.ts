import { type AttributeChange, child, type Sides } from './attribute-changes';

/** What a plan does to an object of its own at Linode that is a nested block, or an entry, of a resource. */
export interface ObjectChange {
  /** What it is, such as `node pool`. */
  readonly kind: string;
  /** What it is called at Linode: its label with its id, its network. */
  readonly name: string;
  /** Linode id, where it has one. */
  readonly id?: number | undefined;
  /** Linode tags that it has now, where it has some. */
  readonly tags?: readonly string[] | undefined;
  readonly action: 'create' | 'update' | 'replace' | 'destroy';
  /** Why it is replaced. */
  readonly reasons: readonly string[];
  /** Of an update or a replacement. */
  readonly attributes: readonly AttributeChange[];
}

/** Objects of one kind that are part of a resource. */
export interface NestedObjects {
  /** Path of the list, such as `control_plane[0].acl[0].addresses[0].ipv4`. */
  readonly path: string;
  /** What becomes of each that changes. @param list both sides of the list */
  changes(list: Sides): ObjectChange[];
}

/** The entries that one side of a list has, each with both its sides. */
export function entriesOf(list: Sides, side: 'before' | 'after'): Sides[] {
  const entries = list[side];
  return Array.isArray(entries) ? entries.map((_, index) => child(list, index)) : [];
}
