import type { StackId } from '../../model/naming';
import type { PlanSummary } from '../plan-review/plan-summary';
import { type AuditEntry, chainOf } from './record';

/** So that an event stays a few kilobytes. */
const MOST_ADDRESSES = 200;

/**
 * What is about to be done to a stack. Addresses and counts only: no value of a plan gets into the log.
 *
 * @param kept where what is applied was kept, and the plan of its way back. @default - they were not
 */
export function stackEntry(
  stack: StackId,
  { counts, changes }: PlanSummary,
  {
    configuration,
    rollback,
  }: { readonly configuration?: string | undefined; readonly rollback?: string | undefined } = {},
): AuditEntry {
  const isDestroy = changes.length > 0 && changes.every(({ action }) => action === 'destroy');
  const parts = Object.entries(counts).flatMap(([action, count]) => (count > 0 ? `${count} ${action}` : []));
  return {
    chain: chainOf(stack),
    kind: isDestroy ? 'destroy' : 'apply',
    what: `${isDestroy ? 'destroy' : 'apply'} ${stack}: ${parts.join(', ') || 'outputs alone'}`,
    details: {
      stack,
      counts: { ...counts },
      ...(configuration !== undefined && { configuration }),
      ...(rollback !== undefined && { rollback }),
      changes: changes.slice(0, MOST_ADDRESSES).map(({ address, action, importing }) => {
        return { address, action, ...(importing !== undefined && { takenOver: importing }) };
      }),
      ...(changes.length > MOST_ADDRESSES && { changesLeftOut: changes.length - MOST_ADDRESSES }),
    },
  };
}
