import { existsSync } from 'node:fs';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Deployment } from '../../operations/deploy/deployment';
import { exitCode } from '../conventions/exit-codes';
import type { ReportedProblem } from '../conventions/problems';
import type { Reply } from '../conventions/run-command';
import { orphanProblems } from './orphan-problems';

/** What a destroy answers where the platform was destroyed before. */
export async function goneReply(deployment: Deployment, warnings: readonly ReportedProblem[]): Promise<Reply> {
  const { orphansOf } = await import('../../operations/deploy/orphans-of');
  const { output, environment } = deployment;
  const found = await orphansOf(deployment);
  const buckets = Object.values(output.buckets);
  const isNothingLeft = found.orphans.length === 0 && found.notChecked.length === 0;
  return {
    exitCode: exitCode.fine,
    result: {
      stacks: output.stacks.map(({ id: stack }) => ({ stack, status: 'unchanged' })),
      lookedFor: { buckets, tag: output.platform },
    },
    warnings: [
      ...warnings,
      ...(await orphanProblems(found, { allPlanned: true })),
      ...(await credentialsLeft(output.platform, environment)),
    ],
    text: () =>
      [
        `${isNothingLeft ? 'nothing is left' : 'no stack is left'} of platform ${output.platform}: Linode has none of the buckets ${buckets.join(', ')}.`,
        isNothingLeft
          ? `Nor has it a cluster, node pool, firewall, VPC, DNS zone, object storage key, NodeBalancer or volume with the marks of ${output.platform}.`
          : 'The warnings name what else there is.',
      ].join(' '),
  };
}

/** What stays after a platform because no stack made it, but for keys at Linode, which are found as orphans. */
export async function credentialsLeft(platform: string, environment: EnvironmentVariables): Promise<ReportedProblem[]> {
  const { placesOf } = await import('../../operations/bootstrap/places');
  const { shellLine } = await import('../../model/shell-line');
  const { variables, identity } = placesOf(platform, environment);
  return [
    {
      severity: 'warning',
      what: 'the personal access tokens that were made for this platform are in force; Linode does not tell what a token is for',
      fix: 'let everybody who worked on it revoke theirs, and those of pipelines: https://cloud.linode.com/profile/tokens',
    },
    ...(existsSync(variables)
      ? [
          {
            severity: 'warning' as const,
            what: `${variables} has a key of buckets that are gone`,
            fix: `remove it: ${shellLine('rm', variables)}`,
          },
        ]
      : []),
    ...(existsSync(identity)
      ? [
          {
            severity: 'warning' as const,
            what: `${identity} opens the copies of states in the export`,
            fix: 'keep it as long as those, and remove both together',
          },
        ]
      : []),
  ];
}
