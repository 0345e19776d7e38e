import type { Status } from './status';

/** What is asked for before a transition. */
export const GUARDS = ['verified', 'backed-up'] as const;
export type Guard = (typeof GUARDS)[number];

interface TransitionRow {
  readonly from: Status;
  readonly event: string;
  readonly to: Status;
  /** The event in the words of data-model.md. */
  readonly about: string;
  /** @default - none */
  readonly guard?: Guard;
}

/**
 * The lifecycle of an environment, as the table in data-model.md has it. There is no other way from one status to
 * another.
 */
export const TRANSITIONS = [
  {
    from: 'provisioning',
    event: 'apply-succeeded',
    to: 'ready',
    about: 'Terraform/Helm apply succeeds',
    guard: 'verified',
  },
  { from: 'provisioning', event: 'critical-failure', to: 'recovering', about: 'Critical failure detected' },
  {
    from: 'ready',
    event: 'health-check-failed',
    to: 'degraded',
    about: 'Health check failure (alerts triggered)',
  },
  { from: 'degraded', event: 'remediation-complete', to: 'recovering', about: 'Remediation complete' },
  { from: 'recovering', event: 'validation-passed', to: 'ready', about: 'Validation passes', guard: 'verified' },
  { from: 'ready', event: 'scheduled-retirement', to: 'retired', about: 'Scheduled retirement', guard: 'backed-up' },
] as const satisfies readonly TransitionRow[];

export type LifecycleEvent = (typeof TRANSITIONS)[number]['event'];
export type Transition = TransitionRow & { readonly event: LifecycleEvent };

export const LIFECYCLE_EVENTS: readonly LifecycleEvent[] = TRANSITIONS.map(({ event }) => event);

/** What can come of a status. */
export const transitionsFrom = (status: Status): readonly Transition[] =>
  TRANSITIONS.filter(({ from }) => from === status);
