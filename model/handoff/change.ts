/**
 * What a change means for those who rely on a contract: `breaking` may stop what runs, or a deployment to come;
 * `additive` offers more, or only tells something else.
 */
export type Effect = 'breaking' | 'additive';

/** One difference between two contracts. */
export interface ContractChange {
  /** Id of the rule that found it. */
  readonly rule: string;
  readonly effect: Effect;
  /** Where it is in the document, such as `quota.cpu`. */
  readonly at: string;
  /** What was there; null for nothing. */
  readonly before: string | null;
  /** What is there now; null for nothing. */
  readonly after: string | null;
}

/** One value that contracts are compared by: where it is, and what it says. */
export interface Told<T> {
  readonly at: string;
  readonly value: T;
}
