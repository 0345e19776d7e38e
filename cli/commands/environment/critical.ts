import type { EnvironmentName } from '../../../model/entities/environment';
import { criticalFailuresIn } from '../../../model/lifecycle/verification';
import type { Platform } from '../../../model/platform';
import type { StatusBook } from '../../../operations/lifecycle/change-status';
import type { Verified } from '../../../operations/verify/verify';
import type { ReportedProblem } from '../../conventions/problems';
import type { CommandContext } from '../../command-context';
import { changeWarnings } from './changed';

/** Lets an environment be recovering whose first provisioning a verification shows to have failed critically. */
export async function criticalWarnings(
  platform: Platform,
  environment: EnvironmentName,
  verified: Pick<Verified, 'checks'>,
  book: StatusBook,
  { streams: { env } }: CommandContext,
): Promise<ReportedProblem[]> {
  const because = criticalFailuresIn(verified).join('; ');
  if (because === '') return [];
  const { criticalFailure, recoveringWarning } = await import('../../../operations/lifecycle/critical-failure');
  const changed = await criticalFailure(book, environment, because);
  if (!changed) return [];
  const { letLabelsFollow } = await import('../../../operations/lifecycle/label-follows');
  const { clusterSiteOf } = await import('../../../operations/lifecycle/on-cluster');
  const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
  const labels = await letLabelsFollow(clusterSiteOf(platform), env, book.ledger, [environment]);
  const rollback = (await openRollbackPlans(platform.state, env).ids(environment)).at(-1);
  return [
    { severity: 'warning', where: `environment ${environment}`, ...recoveringWarning(environment, because, rollback) },
    ...changeWarnings(environment, changed, labels.get(environment)),
  ];
}
