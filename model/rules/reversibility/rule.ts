/**
 * How well something can be taken back, from the best.
 *
 * - `reversible`: the same ids and the same content as before, and nothing is left over
 * - `needs-restore`: it comes back with a new id or a new secret, without data, or something is left over
 * - `irreversible`: it does not come back
 */
export const REVERSIBILITY = ['reversible', 'needs-restore', 'irreversible'] as const;
export type Reversibility = (typeof REVERSIBILITY)[number];

/** What a plan can do to a resource. */
export const PLANNED_ACTIONS = ['create', 'update', 'replace', 'destroy', 'forget', 'import', 'move'] as const;
export type PlannedAction = (typeof PLANNED_ACTIONS)[number];

/** Which way a value goes. Empty lists, maps and texts count as absent. */
export const DIRECTIONS = ['added', 'removed', 'switched-on', 'lowered'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What becomes of an action when it is taken back. */
export interface ReversibilityRule {
  /** Stable, such as `cluster-version`. */
  readonly id: string;
  /** Types of resources. */
  readonly types: readonly string[];
  readonly actions: readonly PlannedAction[];
  /**
   * Of an update: paths in the schema of the resource, without places in lists, such as `control_plane.acl.enabled`. A path
   * stands for all that is below it; the longest one counts. @default - the resource as a whole
   */
  readonly paths?: readonly string[];
  /** Of an update: a rule with the right direction counts before one without. @default - whichever way */
  readonly when?: Direction;
  readonly reversibility: Reversibility;
  /** Why, as a sentence without its end. */
  readonly because: string;
  /** Where that is known from. */
  readonly source: string;
}

/** The worst of several; `reversible` for none. */
export const leastReversible = (classes: Iterable<Reversibility>): Reversibility =>
  REVERSIBILITY[Math.max(0, ...[...classes].map((it) => REVERSIBILITY.indexOf(it)))] ?? 'irreversible';
