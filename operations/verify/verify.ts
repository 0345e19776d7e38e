import { type Verification, VERIFICATION_KIND } from '../../model/lifecycle/verification';
import type { AuditRecorder } from '../audit/record';
import type { Check, Judgement, VerifySite } from './check';
import { CHECKS } from './checks';
import { type Evidence, withMissing } from './evidence/evidence';

/** A check with what it says. */
export interface CheckLine extends Judgement {
  readonly name: string;
}

/** What was seen of an environment. */
export interface Verified {
  readonly environment: string;
  readonly checks: readonly CheckLine[];
  readonly evidence: readonly Evidence[];
  readonly passed: boolean;
  /** Beginning of the keys of the applied configuration that was looked at. */
  readonly configuration: string;
}

/** One reason why nothing can be said. */
export interface UncheckedProblem {
  readonly what: string;
  readonly where?: string;
  readonly fix?: string;
}

/** Something could not be looked at, so that nothing is said of the environment, and nothing recorded. */
export class NotVerified extends Error {
  constructor(readonly problems: readonly UncheckedProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'NotVerified';
  }
}

export interface VerifyProps {
  readonly evidence: readonly Evidence[];
  readonly onStep: (text: string) => void;
  /** @default - all */
  readonly checks?: readonly Check[];
}

/**
 * Looks at everything that an environment has to show, one after the other, so that a cluster in need is not asked for
 * everything at once.
 *
 * @throws {NotVerified} when something could not be looked at; what was found is told beside it
 */
export async function verify(site: VerifySite, { evidence, onStep, checks = CHECKS }: VerifyProps): Promise<Verified> {
  const { lines, unchecked } = await look(site, checks, onStep);
  if (unchecked.length > 0) throw new NotVerified([...unchecked, ...lines.flatMap(foundBeside)]);
  const all = withMissing(site.environment.evidence, evidence);
  return {
    environment: site.environment.name,
    checks: lines,
    evidence: all,
    passed: lines.every(({ result }) => result !== 'failed') && all.every((it) => it.passed),
    configuration: site.applied.key,
  };
}

/** Looks at one check after the other. What could not be looked at is told apart. */
export async function look(
  site: VerifySite,
  checks: readonly Check[],
  onStep: VerifyProps['onStep'],
): Promise<{ readonly lines: readonly CheckLine[]; readonly unchecked: readonly UncheckedProblem[] }> {
  const lines: CheckLine[] = [];
  const unchecked: UncheckedProblem[] = [];
  for (const check of checks) {
    const { name } = check;
    onStep(`looking at ${name}`);
    try {
      lines.push({ name, ...(await check.run(site)) });
    } catch (error) {
      unchecked.push({ where: name, what: `could not be checked: ${(error as Error).message}` });
    }
  }
  return { lines, unchecked };
}

const foundBeside = ({ name, result, detail }: CheckLine): UncheckedProblem[] =>
  result === 'failed' ? [{ where: name, what: `failed beside that: ${detail}` }] : [];

/** Writes down what was seen: the lifecycle goes by it. */
export async function recordVerification(
  audit: Pick<AuditRecorder, 'write'>,
  { environment, checks, evidence, passed, configuration }: Verified,
): Promise<void> {
  const details: Verification = {
    checks: checks.map(({ name, result, detail }) => ({ name, result, detail })),
    evidence: evidence.map(({ name, passed: isPassed }) => ({ name, passed: isPassed })),
    passed,
    configuration,
  };
  await audit.write({
    chain: environment as Parameters<AuditRecorder['write']>[0]['chain'],
    kind: VERIFICATION_KIND,
    what: `verified ${environment}: ${passed ? 'passed' : `failed: ${failedIn(details).join(', ')}`}`,
    details: { ...details, checks: [...details.checks], evidence: [...details.evidence] },
  });
}

const failedIn = ({ checks, evidence }: Verification) => [
  ...checks.filter(({ result }) => result === 'failed').map(({ name }) => name),
  ...evidence.filter(({ passed }) => !passed).map(({ name }) => `evidence ${name}`),
];
