import type { EnvironmentName } from '../../model/entities/environment';
import { decide } from '../../model/lifecycle/decide';
import { newRecord, STATUS_KIND, type StatusChange } from '../../model/lifecycle/record';
import type { Status } from '../../model/lifecycle/status';
import { type LifecycleEvent, type Transition, transitionsFrom } from '../../model/lifecycle/transitions';
import type { Actor, LedgerRecord } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';
import { notAnchoredText } from '../audit/anchoring';
import { type Applied, readEvidence } from './evidence';
import { lastChange, standingAfter } from './history';
import { type LifecycleProblem, LifecycleRefused } from './refused';

/** Where statuses are written down, and by whom. */
export interface StatusBook {
  readonly ledger: Ledger;
  /** What was applied, which a guard asks for. */
  readonly applied: Applied;
  readonly actor: Actor;
  /** The reason that was given; null for none. */
  readonly why: string | null;
}

/** A change that was written down. */
export interface Changed extends StatusChange {
  readonly sequence: number;
  /** What could not be anchored outside of the ledger, in words. @default - nothing */
  readonly notAnchored: string | undefined;
}

/** What belongs to a change beside it, such as the incident that it is for. */
type More = LedgerRecord['details'];

/**
 * Brings an environment from its status to another, by an event of its lifecycle. Of two that want to at the same time,
 * the second one finds the status that the first one left.
 *
 * @throws {LifecycleRefused} when the status does not allow it, or what it asks for is missing
 */
export async function transition(
  book: StatusBook,
  environment: EnvironmentName,
  event: LifecycleEvent,
  more: More = {},
): Promise<Changed> {
  return write(book, environment, async () => {
    const last = await lastChange(book.ledger, environment);
    const standing = standingAfter(last);
    const evidence = await readEvidence(book.ledger, book.applied, environment, standing.since);
    const decision = decide(standing, event, evidence);
    if (!decision.allowed) throw refusal(environment, standing.status, decision);
    const { from, to } = decision.transition;
    return { change: { record: last?.record ?? 1, from, to, event }, more };
  });
}

/** The event that leads from the status of an environment to another. @throws {LifecycleRefused} when there is none */
export async function eventTo(
  { ledger }: StatusBook,
  environment: EnvironmentName,
  to: Status,
): Promise<LifecycleEvent> {
  const { status } = standingAfter(await lastChange(ledger, environment));
  const possible = transitionsFrom(status);
  const found = possible.find((it) => it.to === to);
  if (found) return found.event;
  throw refusal(environment, status, { reasons: [`${to} does not follow on ${status}`], possible });
}

/** Begins a record: the environment was made, for the first time or anew. */
export async function beginRecord(book: StatusBook, environment: EnvironmentName, more: More = {}): Promise<Changed> {
  return write(book, environment, async () => ({
    change: newRecord(await lastChange(book.ledger, environment)),
    more,
  }));
}

async function write(
  { ledger, actor, why }: StatusBook,
  environment: EnvironmentName,
  next: () => Promise<{ change: StatusChange; more: More }>,
): Promise<Changed> {
  let change: StatusChange | undefined;
  const { event, notAnchored } = await ledger.appendDecided(environment, async () => {
    const decided = await next();
    change = decided.change;
    return {
      kind: STATUS_KIND,
      actor,
      why,
      what: textOf(environment, change),
      details: { ...decided.more, ...change },
    };
  });
  if (!change) throw new Error(`what was written as ${environment}/${event.sequence} is not known`);
  const { sequence } = event;
  return {
    ...change,
    sequence,
    notAnchored: notAnchored === undefined ? undefined : notAnchoredText(event, notAnchored),
  };
}

const textOf = (environment: EnvironmentName, { from, to, event, record }: StatusChange) =>
  from === null ? `${environment} is ${to}: record ${record} begins` : `${environment} is ${to}, was ${from}: ${event}`;

function refusal(
  environment: EnvironmentName,
  status: Status,
  { reasons, possible }: { readonly reasons: readonly string[]; readonly possible: readonly Transition[] },
): LifecycleRefused {
  const allowed =
    possible.map(({ to, event }) => `${to} (${event})`).join(', ') || 'nothing: another apply begins a new record';
  const verifies = possible.some(({ guard }) => guard === 'verified');
  return new LifecycleRefused(
    reasons.map((what): LifecycleProblem => ({
      what: `${environment} stays ${status}: ${what}`,
      allowed,
      ...(verifies && { fix: `npx lke-platform environment verify ${environment}` }),
    })),
  );
}
