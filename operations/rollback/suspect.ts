import type { UnreadablePlan } from './plans';
import type { RollbackPlan } from './record';

/** How long after a change an alert is taken for a consequence of it. */
export const SUSPECT_MINUTES = 60;

/**
 * The change that an alert may come from: the last one of the environment, if the alert began to fire within the hour
 * after it.
 *
 * @param last the last plan of its stack. @default - none was made
 * @param startsAt when the first alert began to fire, in ISO 8601
 */
export function suspectOf(last: RollbackPlan | UnreadablePlan | undefined, startsAt: string): RollbackPlan | undefined {
  if (!last || 'unreadable' in last) return undefined;
  const minutes = (Date.parse(startsAt) - Date.parse(last.made_at)) / 60_000;
  return minutes >= 0 && minutes <= SUSPECT_MINUTES ? last : undefined;
}
