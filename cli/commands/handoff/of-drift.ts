import type { EnvironmentName } from '../../../model/entities/environment';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { ReportedProblem } from '../../conventions/problems';

/** Publishes contracts anew whose namespace somebody made anew. @returns what is to be known of that */
export async function recreatedContracts(
  { output, environment }: Deployment,
  names: readonly EnvironmentName[],
): Promise<ReportedProblem[]> {
  const { republishRecreated } = await import('../../../operations/handoff/republish-recreated');
  const { publications, problems } = await republishRecreated(output, environment, names);
  return [
    ...publications.map(({ environment: name, version }) => ({
      severity: 'warning' as const,
      what: `the namespace of ${name} is another one than its hand-off contract told: version ${version} tells of it`,
      fix: `tell its teams: npx lke-platform handoff show ${name}`,
    })),
    ...problems.map((problem) => ({ severity: 'warning' as const, ...problem })),
  ];
}
