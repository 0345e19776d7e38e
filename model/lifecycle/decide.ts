import type { Backup } from './backup';
import { failuresIn, type Verification } from './verification';
import type { Status } from './status';
import { type Guard, type LifecycleEvent, type Transition, transitionsFrom } from './transitions';

/** Something that the ledger tells, and where in the chain it stands. */
export type Recorded<T> = T & { readonly sequence: number };

/** The last apply of an environment's stack of which the configuration was kept. */
export interface AppliedEvidence {
  /** Key of the applied configuration. */
  readonly configuration: string;
  /** How it ended; undefined for one that was killed, or goes on. */
  readonly outcome: 'done' | 'failed' | undefined;
}

/** What is known of an environment when a transition is asked for. */
export interface Evidence {
  /** @default - nothing was applied, or nothing was kept of it */
  readonly applied?: AppliedEvidence | undefined;
  /** The last one. @default - there is none */
  readonly verification?: Recorded<Verification> | undefined;
  /** The last one. @default - there is none */
  readonly backup?: Recorded<Backup> | undefined;
  /** Whether it was destroyed since its last change, which ends its record. @default false */
  readonly isDestroyed?: boolean | undefined;
}

/** Where an environment stands. */
export interface Standing {
  readonly status: Status;
  /** Place in the chain of the event that brought it there; 0 where no event did. */
  readonly since: number;
}

export type Decision =
  | { readonly allowed: true; readonly transition: Transition }
  | {
      readonly allowed: false;
      /** Why not, in words; at least one. */
      readonly reasons: readonly string[];
      /** What the status allows. */
      readonly possible: readonly Transition[];
    };

/** Whether an event may bring an environment from its status to another. */
export function decide(standing: Standing, event: LifecycleEvent, evidence: Evidence): Decision {
  if (evidence.isDestroyed) return { allowed: false, reasons: ['it was destroyed'], possible: [] };
  const possible = transitionsFrom(standing.status);
  const transition = possible.find((it) => it.event === event);
  if (!transition) {
    return { allowed: false, reasons: [`${event} does not follow on ${standing.status}`], possible };
  }
  const reasons = transition.guard ? GUARD_REASONS[transition.guard](standing, evidence) : [];
  return reasons.length === 0 ? { allowed: true, transition } : { allowed: false, reasons, possible };
}

/** What stands against each guard, in words. */
const GUARD_REASONS: Readonly<Record<Guard, (standing: Standing, evidence: Evidence) => string[]>> = {
  verified: ({ status, since }, { applied, verification }) => {
    if (!applied) return ['no apply is known of which the configuration was kept'];
    const { configuration, outcome } = applied;
    if (outcome === 'failed') return [`the last apply (${configuration}) failed`];
    if (outcome === undefined) return [`the last apply (${configuration}) did not come to its end`];
    if (!verification) return ['it was never verified'];
    if (verification.sequence <= since) return [`it was not verified since it became ${status}`];
    if (verification.configuration !== configuration) {
      return [`the last verification looked at ${verification.configuration}, and ${configuration} was applied since`];
    }
    return failuresIn(verification).map((failure) => `the last verification did not pass: ${failure}`);
  },
  'backed-up': ({ status, since }, { backup }) => {
    if (!backup) return ['there is no backup of it'];
    if (backup.sequence <= since) return [`there is no backup since it became ${status}`];
    return backup.readBack ? [] : ['the last backup was not read back'];
  },
};
