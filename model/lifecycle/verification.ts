import { z } from 'zod';

/** Kind of the event of the ledger that tells what `environment verify` found. */
export const VERIFICATION_KIND = 'verification';

/** `not-applicable` is what an environment does not have, such as Argo CD's applications where it is not installed. */
export const CHECK_RESULTS = ['passed', 'failed', 'not-applicable'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

const check = z.object({
  /** The same in each verification, such as `dns`. */
  name: z.string().min(1),
  result: z.enum(CHECK_RESULTS),
  /** What was seen, in words. Never a secret. */
  detail: z.string(),
});

const evidence = z.object({
  /** What was handed in beside the checks, such as `terratest`. */
  name: z.string().min(1),
  passed: z.boolean(),
});

/** What was found of an environment: the details of a `verification` event. */
export const verificationSchema = z.object({
  checks: z.array(check).readonly(),
  evidence: z.array(evidence).readonly(),
  /** Whether all that has to be seen was: what an environment demands, and nobody handed in, makes it false, too. */
  passed: z.boolean(),
  /** Key of the applied configuration that was looked at, as its record says. */
  configuration: z.string().min(1),
});
export type Verification = z.infer<typeof verificationSchema>;
export type VerificationCheck = Verification['checks'][number];

/**
 * What stands against a verification, in words: it says of itself that it did not pass, or what it lists says so. One
 * that looked at nothing shows nothing.
 *
 * @returns none where it passed
 */
export function failuresIn({ checks, evidence, passed }: Verification): string[] {
  const failed = [
    ...checks.filter(({ result }) => result === 'failed').map(({ name, detail }) => `${name}: ${detail}`),
    ...evidence.filter((it) => !it.passed).map(({ name }) => `evidence ${name} did not pass`),
  ];
  if (failed.length > 0) return failed;
  if (!checks.some(({ result }) => result === 'passed')) return ['it looked at nothing'];
  return passed ? [] : ['something it asks for is missing'];
}

/**
 * Checks of what an apply itself makes: where one of them fails while an environment is being made, waiting does not help.
 * The others wait for secrets, for other people's zones, or for what is deployed later.
 */
export const CRITICAL_CHECKS: readonly string[] = ['nodes', 'quota', 'pod-security', 'policies'];

/** What of a verification is a critical failure of a first provisioning, in words. */
export const criticalFailuresIn = ({ checks }: Pick<Verification, 'checks'>): string[] =>
  checks
    .filter(({ name, result }) => result === 'failed' && CRITICAL_CHECKS.includes(name))
    .map(({ name, detail }) => `${name}: ${detail}`);
