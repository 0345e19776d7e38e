import { randomBytes } from 'node:crypto';
import { noteAnchoring } from '../audit/anchoring';
import type { AuditRecorder } from '../audit/record';
import type { Appended, Ledger } from '../ledger/ledger';
import { KINDS } from './kinds';
import { AccessRefused } from './refused';
import { type AccessRequest, APPROVAL_HOURS, noneSuch, openRequests } from './requests';
import { askerOf, isSelf } from './self';
import type { Asked, Terms } from './terms';
import { refuseReason } from './texts';

/** What is to be written is there already; it carries what is. */
class IsThere extends Error {
  constructor(readonly request: AccessRequest) {
    super('this is written already');
  }
}

/**
 * Writes down what is asked for. The same once more is the same request, also of two that ask at the same time, until a
 * grant of it is begun, or somebody has refused it.
 *
 * @param email address of who asks, so that they do not approve it under another name. @default - it is not known
 * @returns its id
 * @throws {AccessRefused} when too many requests of theirs are open
 */
export async function requestApproval(
  audit: AuditRecorder,
  ledger: Ledger,
  { environment: { name }, policy: { role }, holder, ticket, seconds }: Terms,
  asked: Asked,
  now: Date,
  email?: string,
): Promise<string> {
  const wanted = { environment: name, role, holder, duration: asked.duration ?? null, ticket: ticket ?? null };
  const request = randomBytes(5).toString('hex');
  const isTheSame = (it: AccessRequest) =>
    it.by === audit.actor.name && !it.usedBy && !it.refusal && isSame(it, { ...asked, holder });
  const there = await unlessThere(
    audit,
    ledger.appendDecided(name, async () => {
      const open = await openRequests(ledger, name, now);
      const same = open.find(isTheSame);
      if (same) throw new IsThere(same);
      refuseTooMany(open, audit.actor.name);
      return {
        kind: KINDS.request,
        actor: audit.actor,
        what: `asked for access of ${holder} to ${name} as ${role}`,
        why: asked.reason.trim(),
        details: { request, ...wanted, seconds, asker: email === undefined ? null : askerOf(request, email) },
      };
    }),
  );
  return there?.id ?? request;
}

/** Requests of one asker in an environment that wait for a decision or for their use: more than that nobody reads. */
const MOST_OPEN = 20;

function refuseTooMany(requests: readonly AccessRequest[], by: string): void {
  const open = requests.filter((it) => it.by === by && !it.usedBy && !it.refusal && !it.approval);
  const [oldest] = open;
  if (!oldest || open.length < MOST_OPEN) return;
  throw new AccessRefused([
    {
      what: `${by} has ${open.length} requests in ${oldest.asked.environment} that are open already`,
      allowed: `${MOST_OPEN} at a time; one ends when it is decided or used, or after ${APPROVAL_HOURS} hours`,
      fix: `use one of them; what is not needed a platform engineer refuses: npx lke-platform access refuse ${oldest.id} --reason '…'`,
    },
  ]);
}

const isSame = ({ asked }: AccessRequest, other: Asked) =>
  (['environment', 'role', 'holder', 'reason', 'duration', 'ticket'] as const).every(
    (name) => (asked[name] ?? '').trim() === (other[name] ?? '').trim(),
  );

/** What is agreed to, by whom. */
export interface Agreement {
  readonly why: string;
  /** Address of who agrees, because grants name their holders by it. */
  readonly email: string;
  readonly now: Date;
}

/**
 * Agrees to a request of somebody else. Of two who agree at the same time one does, and the other is told who it was;
 * whoever agrees once more has agreed.
 *
 * @throws {AccessRefused} when it is one's own, nothing tells whose it is, it was used already, or somebody else has agreed
 */
export async function approve(
  audit: AuditRecorder,
  ledger: Ledger,
  { id, asked: { environment } }: AccessRequest,
  { why, email, now }: Agreement,
): Promise<void> {
  refuseReason(why);
  const actor = audit.actor;
  const there = await unlessThere(
    audit,
    ledger.appendDecided(environment, async () => {
      const request = (await openRequests(ledger, environment, now)).find((it) => it.id === id);
      if (!request) throw new AccessRefused([noneSuch(id)]);
      refuseSelf(request, actor.name, email);
      refuseUnknownAsker(request);
      refuseUsed(request);
      if (request.approval ?? request.refusal) throw new IsThere(request);
      const { asked, by, hash } = request;
      const what = `approved access of ${asked.holder} to ${environment} as ${asked.role}, for which ${by} asked`;
      return { kind: KINDS.approval, actor, what, why, details: { request: id, hash } };
    }),
  );
  refuseDecided(there, 'approval', actor.name);
}

/**
 * Refuses a request, of oneself too, as long as nobody has agreed to it. Of an approval and a refusal at the same time one
 * counts, and whoever gave the other is told.
 *
 * @throws {AccessRefused} when somebody has agreed to it, or else refused it, or a grant of it is made, or being made
 */
export async function refuse(
  audit: AuditRecorder,
  ledger: Ledger,
  { id, asked: { environment } }: AccessRequest,
  { why, now }: Omit<Agreement, 'email'>,
): Promise<void> {
  refuseReason(why);
  const actor = audit.actor;
  const there = await unlessThere(
    audit,
    ledger.appendDecided(environment, async () => {
      const request = (await openRequests(ledger, environment, now)).find((it) => it.id === id);
      if (!request) throw new AccessRefused([noneSuch(id)]);
      if (request.approval ?? request.refusal) throw new IsThere(request);
      refuseUsed(request);
      refuseBeingUsed(request);
      const { asked, by, hash } = request;
      const what = `refused access of ${asked.holder} to ${environment} as ${asked.role}, for which ${by} asked`;
      return { kind: KINDS.refusal, actor, what, why, details: { request: id, hash } };
    }),
  );
  refuseDecided(there, 'refusal', actor.name);
}

/** @throws {AccessRefused} when it was decided otherwise, or by somebody else */
function refuseDecided(there: AccessRequest | undefined, wanted: 'approval' | 'refusal', actor: string): void {
  if (!there || there[wanted]?.by === actor) return;
  const { approval, refusal } = there;
  const what = refusal
    ? `${refusal.by} has refused this already, at ${refusal.time}: ${refusal.why}`
    : `${String(approval?.by)} has agreed to this already, at ${String(approval?.time)}`;
  throw new AccessRefused([{ what, given: there.id }]);
}

function refuseSelf(request: AccessRequest, actor: string, email: string): void {
  if (!isSelf(request, actor) && !isSelf(request, email)) return;
  const { id, by, asked } = request;
  throw new AccessRefused([
    {
      what: `${actor} cannot approve this: ${by} asked for it, for ${asked.holder}`,
      allowed: 'the approval of somebody else, with a Linode user of their own',
      fix: `have a second person run: npx lke-platform access approve ${id}`,
    },
  ]);
}

/** A person may have asked under a name that tells nothing of their others, such as that of a machine of theirs. */
function refuseUnknownAsker({ id, by, asker }: AccessRequest): void {
  if (asker !== undefined) return;
  throw new AccessRefused([
    {
      what: `nothing tells who is behind ${by}, so that anybody who approves this might approve their own`,
      ...{ given: id, allowed: 'requests of people with an e-mail address that is verified' },
      fix: 'have a person ask for whoever is to hold it: npx lke-platform access grant',
    },
  ]);
}

function refuseUsed({ id, usedBy }: AccessRequest): void {
  if (!usedBy?.isDone) return;
  throw new AccessRefused([{ what: 'this request was used already: one approval makes one grant', given: id }]);
}

/** Whoever makes the grant has looked already whether it was refused. */
function refuseBeingUsed({ id, usedBy }: AccessRequest): void {
  if (!usedBy) return;
  throw new AccessRefused([
    {
      what: 'a grant of this request is being made, which no refusal ends any more',
      given: id,
      fix: `npx lke-platform access revoke ${usedBy.grant} --reason 'its request is refused'`,
    },
  ]);
}

/** @returns what is there already, in place of what was to be written */
async function unlessThere(audit: AuditRecorder, writing: Promise<Appended>): Promise<AccessRequest | undefined> {
  try {
    noteAnchoring(audit, await writing);
    return undefined;
  } catch (error) {
    if (error instanceof IsThere) return error.request;
    throw error;
  }
}
