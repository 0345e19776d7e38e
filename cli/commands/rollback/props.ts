import type { Deployment } from '../../../operations/deploy/deployment';
import type { RollbackPlan } from '../../../operations/rollback/record';
import type { Progress } from '../../conventions/progress';
import type { CommandContext } from '../../command-context';
import { type ApplyOptions, applyProps } from '../apply-options';
import { lifecycleOf } from '../environment/lifecycle-of-apply';

/** How to apply what was before a change: as an apply does, and with a way back of its own. */
export async function rollbackProps(
  plan: RollbackPlan,
  deployment: Deployment,
  options: ApplyOptions,
  context: CommandContext,
  progress: Progress,
) {
  const { ConfigurationKeeper } = await import('../../../operations/deploy/keep-configuration');
  const { RollbackKeeper } = await import('../../../operations/rollback/keeper');
  const { previous } = plan;
  const commit = previous.kind === 'configuration' ? previous.commit : null;
  const source = commit === null ? { unknown: `rollback ${plan.rollback_id}` } : { commit, changed: [] };
  const base = await applyProps(deployment, { ...options, parallelism: 1 }, context, progress);
  return {
    ...base,
    configurations: new ConfigurationKeeper(deployment, true, source, plan.changed.key),
    rollback: new RollbackKeeper({
      ...{ deployment, audit: base.audit, reason: options.reason, undoes: plan.rollback_id },
      ...(commit !== null && { changeId: commit }),
    }),
    lifecycle: await lifecycleOf(deployment, base.audit, options.reason),
  };
}
