import type { AuditRecorder } from '../audit/record';
import { secretPath } from './grant-secret';
import { KINDS } from './kinds';
import { recordedGrants } from './recorded-grants';
import type { RunNotes } from './run-notes';
import type { AccessSite } from './site';

/**
 * Ends what runs of this machine had begun and were killed over. What others left, or other machines, is theirs to
 * revoke: `access list` names it.
 *
 * @returns names of the grants that were ended
 */
export async function settleUnfinished(
  { log, client, placeOf }: AccessSite,
  notes: RunNotes,
  audit: AuditRecorder,
  now: Date,
): Promise<string[]> {
  const settled: string[] = [];
  for (const note of notes.left()) {
    const { grant, environment, kubeconfig } = note;
    const recorded = (await recordedGrants(log.ledger, environment, now)).get(grant);
    // One that was killed after its end was written is a grant like any other.
    if (recorded?.outcome !== 'done') {
      await client.remove(secretPath(grant));
      await placeOf(kubeconfig).remove(kubeconfig);
      if (recorded) settled.push(grant);
    }
    if (recorded && recorded.outcome === undefined) {
      await audit.write({
        chain: environment,
        kind: `${KINDS.grant}.failed`,
        what: `ended what a run that was interrupted had begun: access of ${recorded.holder} to ${environment} as ${recorded.role}`,
        details: { grant, began: recorded.sequence },
      });
    }
    notes.forget(note);
  }
  return settled;
}
