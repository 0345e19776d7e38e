import { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import { eventsOf } from '../audit/query';
import type { LedgerEvent } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';
import { KINDS, oldestOfGrants } from './kinds';

/** What is said of a grant in the events that tell of it. */
export const grantDetails = z.object({
  grant: z.string(),
  role: z.string(),
  holder: z.string(),
  /** When every token under it has ended. */
  end: z.string(),
  kubeconfig: z.string(),
  ticket: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Id of the request that was approved. */
  request: z.string().nullable(),
});
export type GrantDetails = z.infer<typeof grantDetails>;

/** What the ledger knows of a grant. */
export interface RecordedGrant extends GrantDetails {
  readonly environment: EnvironmentName;
  readonly by: string;
  readonly why: string;
  /** Place and time of the event that it began with. */
  readonly sequence: number;
  readonly began: string;
  /** How the granting ended; undefined where the process was killed, or is still at it. */
  readonly outcome: 'done' | 'failed' | undefined;
  /** Whether something of one that failed could not be removed. */
  readonly left: boolean;
  /** When it was revoked; undefined if nobody did. */
  readonly revoked: string | undefined;
}

const named = z.object({ grant: z.string(), left: z.array(z.string()).optional() });

/** The grants of an environment that may still live, by name. */
export async function recordedGrants(
  ledger: Ledger,
  environment: EnvironmentName,
  now: Date,
): Promise<Map<string, RecordedGrant>> {
  const grants = new Map<string, RecordedGrant>();
  const since = oldestOfGrants(now);
  const events: LedgerEvent[] = [];
  for (const kind of [KINDS.grant, KINDS.revoke]) {
    for await (const { event } of eventsOf(ledger, environment, { since, kind })) events.push(event);
  }
  for (const event of events.sort((a, b) => a.sequence - b.sequence)) noteGrant(grants, environment, event);
  return grants;
}

/** After this a grant that began and has not ended is abandoned, in milliseconds: its process was killed. */
export const ABANDONED_MS = 15 * 60_000;

export const isAbandoned = ({ outcome, revoked, began }: RecordedGrant, now: Date) =>
  outcome === undefined && revoked === undefined && now.getTime() - Date.parse(began) >= ABANDONED_MS;

/**
 * The grant that uses a request up: the first one that has not failed. What was revoked does, because somebody may have
 * had it.
 */
export const grantOf = (grants: ReadonlyMap<string, RecordedGrant>, request: string): RecordedGrant | undefined =>
  [...grants.values()]
    .filter((it) => it.request === request && it.outcome !== 'failed')
    .sort((a, b) => a.sequence - b.sequence)[0];

/** Takes note of what an event tells of grants; in the order of the chain. */
export function noteGrant(grants: Map<string, RecordedGrant>, environment: EnvironmentName, event: LedgerEvent): void {
  const { kind, details, actor, why, sequence, time } = event;
  if (kind === `${KINDS.grant}.began`) {
    const { success, data } = grantDetails.safeParse(details);
    if (!success) return;
    const who = { environment, by: actor.name, why: why ?? '' };
    grants.set(data.grant, {
      ...data,
      ...who,
      sequence,
      began: time,
      outcome: undefined,
      left: false,
      revoked: undefined,
    });
    return;
  }
  const known = grants.get(named.safeParse(details).data?.grant ?? '');
  if (!known) return;
  if (kind === `${KINDS.grant}.done` || kind === `${KINDS.grant}.failed`) {
    // What failed stays so, be it that a machine tells later of what somebody else has cleaned up, or that what was done
    // is undone. What was revoked stays that: it uses up its request, whatever becomes of its run.
    const isFailed = known.outcome === 'failed' || kind.endsWith('.failed');
    const outcome = known.revoked === undefined ? (isFailed ? 'failed' : 'done') : known.outcome;
    const left = (named.safeParse(details).data?.left ?? []).length > 0;
    grants.set(known.grant, { ...known, outcome, left });
  }
  if (kind === `${KINDS.revoke}.done`) grants.set(known.grant, { ...known, revoked: known.revoked ?? time });
}
