import { bucketAddress, CLUSTER_ADDRESSES } from '../../addresses';
import type { EnvironmentName } from '../../entities/environment';
import { type StackId } from '../../naming';
import { type Difference, schemaPath } from './difference';

/** Buckets without which production has no state, no way back, or no record of who approved what. */
const BUCKETS_OF_PRODUCTION = ['state', 'artifacts', 'ledger'] as const;

/** What LKE's own pods run on belongs to `system`. */
const INLINE_POOL = 'pool';

/** Stacks that are nobody's environment: `system` answers for them. */
export const SHARED_STACKS: readonly StackId[] = ['state', 'cluster'];

/**
 * Whether a difference goes into the report of an environment: those of its own stack; for `system` those of the shared
 * stacks, too; for `production` those of the shared stacks that it stands on.
 */
export function concerns(environment: EnvironmentName, { stack, address, kind, path }: Difference): boolean {
  if (stack === environment) return true;
  if (!SHARED_STACKS.includes(stack)) return false;
  if (environment === 'system') return true;
  if (environment !== 'production') return false;
  if (stack === 'state') return BUCKETS_OF_PRODUCTION.some((bucket) => bucketAddress(bucket) === address);
  return !(
    address === CLUSTER_ADDRESSES.cluster &&
    kind === 'linode_lke_cluster' &&
    schemaPath(path)[0] === INLINE_POOL
  );
}

/** Stacks that have to be looked at for the report of an environment. */
export const stacksFor = (environment: EnvironmentName): readonly StackId[] =>
  environment === 'system' || environment === 'production' ? [...SHARED_STACKS, environment] : [environment];
