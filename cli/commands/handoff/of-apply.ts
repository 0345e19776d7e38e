import type { ContractTerms } from '../../../model/handoff/contract';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { ReportedProblem } from '../../conventions/problems';

/**
 * Publishes the contracts of what was applied.
 *
 * @param terms of a plan that was kept. @default - as they were synthesized
 * @returns what is to be known of them: what breaks, and what was not published
 */
export async function contractWarnings(
  { output, environment }: Deployment,
  audit: AuditRecorder | undefined,
  applied: readonly AppliedStack[],
  terms?: ContractTerms,
): Promise<ReportedProblem[]> {
  if (!audit) return [];
  const { publishApplied } = await import('../../../operations/handoff/publish-applied');
  const { termsInOutput } = await import('../../../operations/handoff/terms-in-output');
  const there = applied.filter(({ status }) => status === 'applied' || status === 'unchanged');
  const ofStacks = there.flatMap(({ stack }) => terms ?? termsInOutput(output, stack) ?? []);
  const { publications, problems } = await publishApplied(output, environment, audit, ofStacks);
  return [
    ...publications.flatMap(({ environment: name, version, changes }) => {
      const breaking = changes.filter(({ effect }) => effect === 'breaking').map(({ at }) => at);
      if (breaking.length === 0) return [];
      const what = `version ${version} of the hand-off contract of ${name} breaks what was told before: ${breaking.join(', ')}`;
      return [{ severity: 'warning' as const, what, fix: `tell its teams: npx lke-platform handoff show ${name}` }];
    }),
    ...problems.map((problem) => ({ severity: 'warning' as const, ...problem })),
  ];
}
