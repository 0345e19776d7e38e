import type { AuditRecorder } from '../audit/record';
import { secretPath } from './grant-secret';
import { KINDS } from './kinds';
import { recordedGrants } from './recorded-grants';
import type { AccessSite } from './site';
import type { Terms } from './terms';

/**
 * Ends what an earlier run of the same person had begun for the same holder and was killed over. Those of others are
 * theirs to finish, or to revoke: `access list` names them.
 *
 * @returns names of the grants that were ended
 */
export async function settleUnfinished(
  { log, client, placeOf }: AccessSite,
  { environment: { name }, policy: { role }, holder }: Terms,
  audit: AuditRecorder,
  now: Date,
): Promise<string[]> {
  const recorded = [...(await recordedGrants(log.ledger, name, now)).values()];
  const unfinished = recorded.filter(
    (it) =>
      it.outcome === undefined &&
      it.revoked === undefined &&
      it.by === audit.actor.name &&
      it.role === role &&
      it.holder === holder,
  );
  for (const { grant, kubeconfig, sequence } of unfinished) {
    await client.remove(secretPath(grant));
    await placeOf(kubeconfig).remove(kubeconfig);
    await audit.write({
      chain: name,
      kind: `${KINDS.grant}.failed`,
      what: `ended what a run that was interrupted had begun: access of ${holder} to ${name} as ${role}`,
      details: { grant, began: sequence },
    });
  }
  return unfinished.map(({ grant }) => grant);
}
