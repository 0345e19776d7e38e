import type { EnvironmentName } from '../../model/entities/environment';
import type { AuditRecorder } from '../audit/record';
import { secretPath } from './grant-secret';
import { KINDS } from './kinds';
import { ABANDONED_MS, grantOf, isAbandoned, type RecordedGrant, recordedGrants } from './recorded-grants';
import { AccessRefused } from './refused';
import type { AccessRequest } from './requests';
import type { AccessSite } from './site';

/** A grant that has begun. */
export interface Begun {
  readonly grant: string;
  readonly environment: EnvironmentName;
  /** By the clock of the API server. */
  readonly now: Date;
}

type Place = Pick<AccessSite, 'log' | 'client' | 'placeOf'>;

/**
 * One approval makes one grant: of two that begin at the same time, the one whose event came first. What a process that
 * is gone had begun is ended before.
 *
 * @throws {AccessRefused} when another one comes first
 */
export async function refuseUsedTwice(
  site: Place,
  audit: Pick<AuditRecorder, 'write'>,
  request: AccessRequest,
  { grant, environment, now }: Begun,
): Promise<void> {
  const read = () => recordedGrants(site.log.ledger, environment, now);
  let grants = await read();
  const left = [...grants.values()].filter(
    (it) => it.request === request.id && it.grant !== grant && (it.left || isAbandoned(it, now)),
  );
  for (const one of left) await endAbandoned(site, audit, one);
  if (left.length > 0) grants = await read();
  if (grantOf(grants, request.id)?.grant === grant) return;
  const what = 'this request was used already, or is being used: one approval makes one grant';
  throw new AccessRefused([{ what, given: request.id, fix: 'ask again: npx lke-platform access grant' }]);
}

/** Whatever it made hangs on its Secret; a process that is only slow finds its end in the ledger ({@link refuseEnded}). */
async function endAbandoned(
  { client, placeOf }: Place,
  audit: Pick<AuditRecorder, 'write'>,
  { grant, environment, holder, role, kubeconfig, sequence }: RecordedGrant,
): Promise<void> {
  await client.remove(secretPath(grant));
  await placeOf(kubeconfig).remove(kubeconfig);
  await audit.write({
    chain: environment,
    kind: `${KINDS.grant}.failed`,
    what: `ended what a run that is gone had begun: access of ${holder} to ${environment} as ${role}`,
    details: { grant, began: sequence, left: [] },
  });
}

/**
 * Refuses to hand out what somebody else has ended, because it took so long that they took its process for gone, or
 * because it was revoked.
 *
 * @param tookMs how long it took. A ledger that does not answer says nothing against what was quick
 * @throws {AccessRefused} when it was ended, or took too long for anybody to know
 */
export async function refuseEnded(
  { log }: Pick<AccessSite, 'log'>,
  { grant, environment, now }: Begun,
  tookMs: number,
): Promise<void> {
  let recorded: RecordedGrant | undefined;
  try {
    recorded = (await recordedGrants(log.ledger, environment, now)).get(grant);
  } catch (error) {
    if (tookMs < ABANDONED_MS / 2) return;
    throw error;
  }
  if (recorded?.outcome !== 'failed' && recorded?.revoked === undefined) return;
  throw new AccessRefused([{ what: 'this grant was ended by somebody else before it was complete', given: grant }]);
}
