import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Platform } from '../../../model/platform';
import type { LedgerStore } from '../../ledger/store';
import type { Caller } from './caller';
import type { ProvenPerson } from './identity-provider';
import { useOnce, wasUsed } from './once';
import { groupsWithRole, rolesOf } from './roles';
import type { Sealer } from './sealed';

/** A working day: then the provider is asked again who somebody is, and of which groups. */
export const SESSION_SECONDS = 8 * 60 * 60;

/** How long a replica may go on without asking whether a session was ended. */
const ENDED_WITHIN_MS = 5_000;
const MOST_REMEMBERED = 10_000;

const content = z.object({
  id: z.uuid(),
  issuer: z.string(),
  subject: z.string(),
  email: z.string().optional(),
  groups: z.array(z.string()),
});

/** What the ledger calls a person: issuer and subject, which nobody chooses for themselves. */
export const nameOfPerson = ({ issuer, subject }: Pick<ProvenPerson, 'issuer' | 'subject'>) => `${issuer}#${subject}`;

/** Sessions in sealed cookies: any replica opens them, and one that was ended is ended everywhere. */
export class Sessions {
  private readonly alive = new Map<string, number>();

  constructor(
    private readonly sealer: Sealer,
    private readonly store: LedgerStore,
    private readonly platform: Platform,
  ) {}

  begin({ issuer, subject, email, groups }: ProvenPerson, now: Date): Promise<string> {
    // Some are of hundreds, and no browser keeps a cookie of more than 4 KB.
    const named = groupsWithRole(this.platform);
    const known = groups.filter((group) => named.has(group));
    const mine = { id: randomUUID(), issuer, subject, ...(email !== undefined && { email }), groups: known };
    return this.sealer.seal(mine, SESSION_SECONDS, now);
  }

  /** Who a cookie is of. @returns undefined for any other text, and for a session that is over */
  async open(cookie: string, now: Date): Promise<Caller | undefined> {
    const session = await this.read(cookie, now);
    if (!session || (await this.isEnded(session.id, now))) return undefined;
    return {
      kind: 'person',
      actor: { name: nameOfPerson(session), provenBy: 'oidc' },
      email: session.email,
      roles: rolesOf(this.platform, { groups: session.groups }),
      csrf: csrfOf(session.id),
    };
  }

  async end(cookie: string, now: Date): Promise<void> {
    const session = await this.read(cookie, now);
    if (!session) return;
    this.alive.delete(session.id);
    await useOnce(this.store, 'sessions', session.id, now);
  }

  private async read(cookie: string, now: Date) {
    return content.safeParse(await this.sealer.open(cookie, now)).data;
  }

  private async isEnded(id: string, now: Date): Promise<boolean> {
    const known = this.alive.get(id);
    // A clock that was set back says nothing of how long ago that was.
    const age = known === undefined ? Infinity : now.getTime() - known;
    if (age >= 0 && age < ENDED_WITHIN_MS) return false;
    if (await wasUsed(this.store, 'sessions', id)) return true;
    if (this.alive.size >= MOST_REMEMBERED) this.alive.clear();
    this.alive.set(id, now.getTime());
    return false;
  }
}

/** It follows from the session, which is sealed: another site knows neither. */
const csrfOf = (id: string) => createHash('sha256').update(`csrf ${id}`).digest('base64url');

/** Whether a request carries the token of its session. */
export function isCsrfToken(expected: string | undefined, given: string | undefined): boolean {
  if (expected === undefined || given === undefined) return false;
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
