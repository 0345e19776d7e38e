import type { LockBehaviour } from '../object-storage/lock-probe';

/** What bootstrap does, in the usual order. */
export const STEPS = [
  'clean-up',
  'create-buckets',
  'mint-key',
  'probe-lock',
  'migrate-state',
  'forget-local-state',
] as const;
export type Step = (typeof STEPS)[number];

/** How far a platform is on its way to a remote state, as far as the next step depends on it. */
export interface Observed {
  /** Keys and buckets that an interrupted run left at Linode. */
  readonly leftOver: number;
  /** Whether all buckets exist. */
  readonly buckets: boolean;
  /** Whether the variables file has a key for exactly these buckets that is still in force. */
  readonly key: boolean;
  /** State of the stack `state` on this machine; `unfinished` if not all of the stack is applied. */
  readonly local: 'none' | 'unfinished' | 'finished';
  /** The same state in the bucket; `unknown` without buckets or key. */
  readonly remote: 'unknown' | 'none' | 'there';
  /** Whether the state in the bucket has everything that the one on this machine has. */
  readonly isCovered: boolean;
  /** What the store makes of locks; undefined if that was not tried yet. */
  readonly lock: LockBehaviour | undefined;
}

/** A step, the end, or why it cannot go on. */
export type Decision = Step | 'done' | { readonly refusal: string };

/** Decides what comes next. Done steps show in what is observed, so a run can begin anywhere. */
export function nextStep({ leftOver, buckets, key, local, remote, isCovered, lock }: Observed): Decision {
  if (leftOver > 0) return 'clean-up';
  // Whether there is a state in the bucket already is seen with the key.
  if (buckets && !key) return 'mint-key';
  if (remote === 'there' && local !== 'none') return isCovered ? 'forget-local-state' : { refusal: OTHER_STATE };
  if (remote !== 'there' && !(buckets && local === 'finished')) return 'create-buckets';
  if (lock === undefined) return 'probe-lock';
  if (isRefused(lock)) return { refusal: NO_LOCK[lock] };
  return remote === 'there' ? 'done' : 'migrate-state';
}

const OTHER_STATE =
  'the state bucket holds a state of the stack "state" that lacks buckets which the local state has: somebody else has ' +
  'bootstrapped this platform in another way. Compare the two, then move the local state away and run bootstrap again';

/** Whether no state can be kept in a store that makes this of locks. */
export const isRefused = (lock: LockBehaviour): lock is keyof typeof NO_LOCK => lock in NO_LOCK;

const NO_LOCK = {
  sticks:
    'on this object storage a lock that was released still counts as held, so that every command after the first would fail',
  unsupported:
    'this object storage refuses the conditional write that a lock is (If-None-Match), so that no command would get one',
};
