import { TRIGGER_CONDITIONS } from '../../model/entities/rollback-plan';
import type { StackId } from '../../model/naming';
import type { AuditRecorder } from '../audit/record';
import type { Deployment } from '../deploy/deployment';
import type { KeptConfiguration } from '../deploy/keep-configuration';
import type { OutputFolder } from '../deploy/output-folder';
import type { PlanSummary } from '../plan-review/plan-summary';
import { changeIdOf } from './change-id';
import { reversibilityOf } from './classify';
import { openRollbackPlans } from './open-plans';
import type { RollbackPlans } from './plans';
import { leadingBack, previousOf } from './previous';
import { idFor, type RollbackPlan } from './record';
import { sinceDone } from './since-done';
import { startsByItself } from './starts-by-itself';
import { stepsOf, validationOf } from './steps';
import { forgottenBy } from './taken-over';

export interface RollbackKeeperProps {
  readonly deployment: Pick<Deployment, 'environment' | 'output' | 'step'>;
  /** Who applies. @default - nothing proves it */
  readonly audit: Pick<AuditRecorder, 'actor'> | undefined;
  readonly reason?: string | undefined;
  /** What names the change. @default - the pull request or the commit */
  readonly changeId?: string | undefined;
  /** The plan that the change itself goes back by. @default - it is not a rollback */
  readonly undoes?: string | undefined;
  /** The report of drift that the change answers. @default - it answers none */
  readonly driftReportId?: string | undefined;
}

/** Stores the way back of each change before it is applied. */
export class RollbackKeeper {
  /** The plans that were kept in this run, by stack. */
  readonly kept = new Map<StackId, RollbackPlan>();
  private readonly plans: RollbackPlans;

  /** @throws {Error} when no key of the buckets is set */
  constructor(private readonly props: RollbackKeeperProps) {
    this.plans = openRollbackPlans(props.deployment.output, props.deployment.environment);
  }

  /**
   * Makes the plan of a change that is about to be applied, stores it and reads it back.
   *
   * @param snapshot key of the copy of the state. @default - none was taken
   * @returns its id
   * @throws {Error} when it cannot be kept; then nothing may be applied
   */
  async keep(
    stack: StackId,
    summary: Pick<PlanSummary, 'waysBack' | 'inverseBlocks'>,
    { key, hash, source, before }: KeptConfiguration,
    snapshot: string | undefined,
  ): Promise<string> {
    const { deployment, audit, reason, changeId, undoes, driftReportId } = this.props;
    deployment.step(stack, 'keeping the way back');
    const { output, environment } = deployment;
    const id = idFor(key);
    const { others } = sinceDone(before.records, before.state?.lineage);
    const former = await this.plans.of(others);
    const previous = leadingBack(previousOf(before, former), hash);
    const { waysBack: ways, inverseBlocks: own } = summary;
    const blocks = { ...own, forgotten: forgottenBy({ ways_back: ways, inverse_blocks: own }, [...former.values()]) };
    const now = new Date().toISOString();
    const steps = stepsOf(id, { ways_back: ways, inverse_blocks: blocks }, previous, [...former.values()]);
    const isProduction = isProductionChange(stack, output);
    const plan: RollbackPlan = {
      version: 1,
      rollback_id: id,
      platform: output.platform,
      stack,
      made_at: now,
      is_production: isProduction,
      change_id: changeId ?? changeIdOf({ source, hash, environment }),
      ...(undoes !== undefined && { undoes }),
      trigger_condition: TRIGGER_CONDITIONS,
      starts_by_itself: startsByItself({
        isProduction,
        steps,
        on: output.stacks.find((it) => it.id === stack)?.rollbackOn,
      }),
      steps,
      validation: validationOf(id),
      approval: audit ? { by: audit.actor.name, proven_by: audit.actor.provenBy, at: now, why: reason ?? null } : null,
      drift_report_id: driftReportId ?? null,
      reversibility: reversibilityOf(ways),
      ways_back: ways,
      inverse_blocks: blocks,
      changed: { key, hash },
      previous,
      snapshot: snapshot ?? null,
      state: before.state ?? null,
    };
    await this.plans.keep(plan);
    this.kept.set(stack, plan);
    return id;
  }
}

/** What production stands on. */
const SHARED: readonly StackId[] = ['state', 'cluster', 'system'];

/** Whether a change of a stack is one of production: its own, and of what it stands on while it is not retired. */
export function isProductionChange(stack: StackId, { stacks }: Pick<OutputFolder, 'stacks'>): boolean {
  const production = stacks.find(({ id }) => id === 'production');
  if (!production) return false;
  return stack === 'production' || (SHARED.includes(stack) && !production.retired);
}
