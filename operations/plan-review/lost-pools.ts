import { ENVIRONMENT_KEY } from '../../model/naming';
import { NODE_POOL } from './inline-pools';
import type { ObjectChange } from './object-change';
import type { PlanSummary } from './plan-summary';

/** A node pool inside a cluster resource that a plan takes from whoever runs on it. */
export interface LostPool {
  /** Address of the cluster resource. */
  readonly address: string;
  readonly pool: ObjectChange;
  /** Whether it is deleted, or becomes another pool. */
  readonly becomes: 'nothing' | 'another pool';
}

/**
 * The pools that a plan loses. A pool of another type that keeps its label is none: its successor is made before it goes,
 * as it was asked for.
 */
export function lostPools({ changes }: PlanSummary): LostPool[] {
  return changes.flatMap(({ address, objects }) =>
    objects
      .filter(({ kind }) => kind === NODE_POOL)
      .flatMap((pool): LostPool[] => {
        if (pool.action === 'destroy') return [{ address, pool, becomes: 'nothing' }];
        return isAnother(pool) ? [{ address, pool, becomes: 'another pool' }] : [];
      }),
  );
}

function isAnother({ action, attributes }: ObjectChange): boolean {
  // One that had no environment, as before it was adopted, gets one and stays what it is.
  const changed = (name: string) =>
    attributes.some((change) => change.path === name && 'before' in change && !['null', '""'].includes(change.before));
  return changed(`labels.${ENVIRONMENT_KEY}`) || (action === 'replace' && changed('label'));
}
