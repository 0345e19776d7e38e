import type { EnvironmentName } from '../../../model/entities/environment';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { TermsOfPlan } from '../../../operations/handoff/terms-in-output';
import type { ReportedProblem } from '../../conventions/problems';
import { isEnvironment } from './environments';
import { notComparedWarnings } from './not-compared';

/**
 * Publishes the contracts of what was applied, and withdraws those of what is not handed off any more.
 *
 * @param audit without it nothing is published, which is said
 * @param ofPlan what a plan that was kept is for; of one that this release cannot read nothing is published, whatever was
 *   synthesized since. @default - what was synthesized
 * @returns what is to be known of them: what breaks, and what was not published
 */
export async function contractWarnings(
  { output, environment }: Deployment,
  audit: AuditRecorder | undefined,
  applied: readonly AppliedStack[],
  ofPlan?: TermsOfPlan | 'unreadable',
): Promise<ReportedProblem[]> {
  const { leftUnpublished } = await import('../../../operations/handoff/left-unpublished');
  const { publishApplied } = await import('../../../operations/handoff/publish-applied');
  const { termsInOutput } = await import('../../../operations/handoff/terms-in-output');
  const there = applied.filter(({ status }) => status === 'applied' || status === 'unchanged');
  const names = there.map(({ stack }) => stack).filter(isEnvironment);
  const found = names.map((name) => ({ name, terms: ofPlan ?? termsInOutput(output, name) ?? 'unreadable' }));
  const ofStacks = found.flatMap(({ name, terms }) =>
    terms === 'unreadable' ? [] : [{ environment: name, ...terms }],
  );
  const unreadable = found.filter(({ terms }) => terms === 'unreadable').map(({ name }) => notRead(name));
  const { publications, problems } = audit
    ? await publishApplied(output, environment, audit, ofStacks)
    : { publications: [], problems: await leftUnpublished(output, environment, ofStacks) };
  return [
    ...publications.flatMap(({ environment: name, status, version, changes }) => {
      if (status === 'withdrawn') return [withdrawn(name)];
      const breaking = changes.filter(({ effect }) => effect === 'breaking').map(({ at }) => at);
      if (breaking.length === 0) return [];
      const what = `version ${version} of the hand-off contract of ${name} breaks what was told before: ${breaking.join(', ')}`;
      return [{ severity: 'warning' as const, what, fix: `tell its teams: npx lke-platform handoff show ${name}` }];
    }),
    ...notComparedWarnings(publications),
    ...unreadable,
    ...problems.map((problem) => ({ severity: 'warning' as const, ...problem })),
  ];
}

/** Nothing is published that was not applied, and nothing is withdrawn for want of knowing. */
const notRead = (name: EnvironmentName): ReportedProblem => ({
  severity: 'warning',
  what:
    `the hand-off contract of ${name} is left as it was: what was applied has its terms in the form of another release, ` +
    'which this one cannot read',
  fix: `with the platform file that was applied: npx lke-platform handoff publish ${name}`,
});

/** What is to be known of a contract that was withdrawn. */
export const withdrawn = (name: EnvironmentName): ReportedProblem => ({
  severity: 'warning',
  what: `${name} is not handed off any more: its hand-off contract is withdrawn, and nobody reads it at the service`,
  fix: 'tell its teams',
});
