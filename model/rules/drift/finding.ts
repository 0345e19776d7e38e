import type { Difference } from './difference';

/** How bad drift is, from the least. */
export const SEVERITIES = ['none', 'minor', 'major'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What somebody accepted, until when and why. */
export interface Acceptance {
  /** Last day on which it holds, `2027-01-31`. */
  readonly until: string;
  readonly reason: string;
}

/** A difference with what the rules say of it. */
export interface Finding extends Difference {
  readonly severity: Severity;
  /** Id of the rule that says so; `unknown` where no rule knows the attribute. */
  readonly rule: string;
  /** Why it is as bad as that, as a sentence without its end. */
  readonly because: string;
  /** Whether it deletes something or makes something less secure: nothing that users write silences that. */
  readonly loses: boolean;
  /** Undefined where nobody accepted it. */
  readonly accepted?: Acceptance | undefined;
}

/** The worst of several severities. */
export const worst = (severities: Iterable<Severity>): Severity =>
  SEVERITIES[Math.max(0, ...[...severities].map((severity) => SEVERITIES.indexOf(severity)))] ?? 'none';
