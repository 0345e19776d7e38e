import type { Desk } from './desk';
import type { Log } from './log';

/**
 * A desk for one request, and what logs afterwards what the ledger did not take of it, or what is not anchored: who asked
 * is answered all the same.
 */
export function watched(desk: Desk, log: Log): { readonly desk: Desk; readonly logUnwritten: () => void } {
  const made: { readonly unwritten: readonly string[] }[] = [];
  const recorder: Desk['recorder'] = (actor, why) => {
    const audit = desk.recorder(actor, why);
    made.push(audit);
    return audit;
  };
  const logUnwritten = () => {
    for (const problem of made.flatMap(({ unwritten }) => unwritten))
      log('error', 'the audit log does not have everything', { problem });
  };
  return { desk: { ...desk, recorder }, logUnwritten };
}
