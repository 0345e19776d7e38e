import { updateNodePool } from '@linode/api-v4';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { type AssignedPool, poolText } from './assign-pools';

/** Pools outside of the cluster resource that it would take for its own, and delete: those without the tag. */
export const untaggedPools = (pools: readonly AssignedPool[]) =>
  pools.flatMap(({ pool, isSystemPool }) => (isSystemPool || pool.tags.includes(ENVIRONMENT_POOL_TAG) ? [] : [pool]));

/** @throws {Error} when pools lack the tag and the user did not agree to it */
export function requireTagConsent(pools: readonly AssignedPool[], agreed: boolean): void {
  const untagged = untaggedPools(pools);
  if (agreed || untagged.length === 0) return;
  throw new Error(
    `the pools ${untagged.map(poolText).join(', ')} lack the tag ${ENVIRONMENT_POOL_TAG}. Without it the cluster ` +
      'resource takes them for its own, and its next apply deletes them. The tag changes nothing else: no node is ' +
      'touched. Run the command again with --tag-pools to have it added now.',
  );
}

/** The pools as they are once they have the tag. */
export const withTag = (pools: readonly AssignedPool[]): AssignedPool[] =>
  pools.map((assigned) => {
    const { pool, isSystemPool } = assigned;
    return isSystemPool ? assigned : { ...assigned, pool: { ...pool, tags: tagsWith(pool.tags) } };
  });

const tagsWith = (tags: readonly string[]) => [...new Set([...tags, ENVIRONMENT_POOL_TAG])];

/**
 * Adds the tag that keeps the cluster resource off the pools.
 *
 * @returns ids of the pools that got it
 */
export async function tagPools(clusterId: number, pools: readonly AssignedPool[]): Promise<number[]> {
  const untagged = untaggedPools(pools);
  for (const { id, tags } of untagged) await updateNodePool(clusterId, id, { tags: tagsWith(tags) });
  return untagged.map(({ id }) => id);
}
