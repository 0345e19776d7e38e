import type { EnvironmentName } from '../../model/entities/environment';
import { parseGrantName } from './grant-name';
import { type GrantSecret, listGrantSecrets } from './grant-secret';
import { type RecordedGrant, recordedGrants } from './recorded-grants';
import type { AccessSite } from './site';

/**
 * How a grant stands:
 *
 * - `active`: it can be used;
 * - `expired`: its time has come; nothing of it can be used;
 * - `revoked`: it was ended before its time; streams that were open then go on until they close;
 * - `unfinished`: the process that granted it was killed, or is still at it. It may be in somebody's hands;
 * - `unrecorded`: the cluster has it, and the ledger does not know it: it was made by hand;
 * - `removed`: it was ended by hand, and the ledger does not know of that.
 */
export type GrantStatus = 'active' | 'expired' | 'revoked' | 'unfinished' | 'unrecorded' | 'removed';

/** Somebody has to look at these. */
const IN_NEED: readonly GrantStatus[] = ['unfinished', 'unrecorded', 'removed'];

/** A grant, as cluster and ledger tell of it. */
export interface ListedGrant {
  readonly grant: string;
  readonly environment: EnvironmentName;
  readonly role: string;
  readonly holder: string;
  readonly status: GrantStatus;
  readonly end: string;
  readonly ticket: string | null;
  readonly reason: string;
  readonly grantedBy: string;
  readonly approvedBy: string | null;
  readonly kubeconfig: string | null;
  readonly revoked: string | null;
}

export const needsLook = ({ status }: ListedGrant) => IN_NEED.includes(status);

/** The grants of some environments whose time has not come, and those that the cluster has beside them. */
export async function listGrants(
  { log, client }: Pick<AccessSite, 'log' | 'client'>,
  environments: readonly EnvironmentName[],
  now: Date,
): Promise<ListedGrant[]> {
  const secrets = await listGrantSecrets(client);
  const listed: ListedGrant[] = [];
  for (const environment of environments) {
    const recorded = await recordedGrants(log.ledger, environment, now);
    const inCluster = secrets.filter(({ name }) => parseGrantName(name)?.environment === environment);
    const names = new Set([...inCluster.map(({ name }) => name), ...recorded.keys()]);
    for (const name of names) {
      const secret = inCluster.find((it) => it.name === name);
      const grant = listedGrant(name, secret, recorded.get(name), now);
      if (grant) listed.push(grant);
    }
  }
  return listed.sort((a, b) => (a.end < b.end ? -1 : 1));
}

/** @returns undefined for what is over, and of no interest any more */
function listedGrant(
  grant: string,
  secret: GrantSecret | undefined,
  recorded: RecordedGrant | undefined,
  now: Date,
): ListedGrant | undefined {
  const named = parseGrantName(grant);
  if (!named || (!secret && !recorded)) return undefined;
  const isOver = Date.parse(named.end) <= now.getTime();
  const status = statusOf(secret, recorded, isOver);
  if (status === undefined) return undefined;
  return {
    ...{ grant, ...named, status },
    holder: secret?.holder ?? recorded?.holder ?? '',
    ticket: secret?.ticket ?? recorded?.ticket ?? null,
    reason: secret?.reason ?? recorded?.why ?? '',
    grantedBy: secret?.grantedBy ?? recorded?.by ?? '',
    approvedBy: secret?.approvedBy ?? recorded?.approvedBy ?? null,
    kubeconfig: secret?.kubeconfig ?? recorded?.kubeconfig ?? null,
    revoked: recorded?.revoked ?? null,
  };
}

function statusOf(
  secret: GrantSecret | undefined,
  recorded: RecordedGrant | undefined,
  isOver: boolean,
): GrantStatus | undefined {
  if (!secret) {
    if (isOver || recorded?.outcome === 'failed') return undefined;
    if (recorded?.revoked !== undefined) return 'revoked';
    return recorded?.outcome === 'done' ? 'removed' : 'unfinished';
  }
  if (isOver) return 'expired';
  if (!recorded) return 'unrecorded';
  return recorded.outcome === 'done' ? 'active' : 'unfinished';
}
