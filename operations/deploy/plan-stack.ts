import type { StackId } from '../../model/naming';
import { Interrupted } from '../engine/interrupts';
import type { Deployment } from './deployment';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import { refuseErroredState } from './errored-state';
import type { SynthesizedStack } from './output-folder';
import { type Wanted, wantedBy } from '../orphans/wanted';
import { type PaidFor, paidForIn } from '../plan-review/paid-for';
import { type PlanSummary, summarize } from '../plan-review/plan-summary';
import { planRefusals } from './refuse-plan';
import { storedState } from './stored-state';
import { refuseTainted, taintedAfterwards, taintedInPlan } from './tainted';
import { type TakenOver, withImports } from './with-imports';

/** What a plan would do. */
export interface PlannedChanges {
  readonly summary: PlanSummary;
  /** What it would make anew. */
  readonly wanted: readonly Wanted[];
  /** What is paid for before and afterwards; undefined where the output folder does not say what things cost. */
  readonly paidFor: PaidFor | undefined;
  /** Why an apply would refuse it; empty if it would not. */
  readonly refusals: readonly DeployProblem[];
}

/** How to plan a stack. */
export interface PlanStackOptions {
  /** Whether everything shall go. @default false */
  readonly destroy?: boolean;
  /** What exists and becomes part of the stack, beside the `imports` of the platform file. @default - nothing */
  readonly takeOver?: readonly TakenOver[];
}

/** What came of planning one stack. */
export type StackPlan =
  | { readonly status: 'unchanged' }
  | ({ readonly status: 'changes'; readonly file: string } & PlannedChanges)
  /** Stacks whose outputs it reads are not applied yet. */
  | { readonly status: 'waits'; readonly waitsFor: readonly StackId[] };

/**
 * Plans one stack into a saved plan.
 *
 * @throws {DeployRefused} when the state is not the last one, or something would be replaced only because it is tainted
 * @throws {EngineError} when the engine does not do it
 */
export async function planStack(
  deployment: Deployment,
  stack: SynthesizedStack,
  { destroy = false, takeOver = [] }: PlanStackOptions = {},
): Promise<StackPlan> {
  const engine = await deployment.ready(stack);
  await refuseErroredState(deployment, stack);
  const waitsFor = await missingPredecessors(deployment, stack);
  if (waitsFor.length > 0) return { status: 'waits', waitsFor };
  const file = deployment.planFile(stack);
  const outcome = await withImports(stack.folder, takeOver, () => planTo(file, deployment, stack, destroy));
  if (outcome === 'unchanged') return { status: 'unchanged' };
  const plan = await engine.show(file);
  if (!destroy) refuseTainted(taintedInPlan(plan), deployment.place(stack));
  const summary = summarize(plan);
  const refusals = await planRefusals(deployment, stack, summary);
  const { costBasis: basis } = deployment.output;
  const paidFor = basis && paidForIn({ stack: stack.id, region: basis.region }, plan);
  return { status: 'changes', summary, wanted: destroy ? [] : wantedBy(stack.id, plan), paidFor, file, refusals };
}

async function planTo(file: string, deployment: Deployment, stack: SynthesizedStack, destroy: boolean) {
  const engine = await deployment.ready(stack);
  try {
    return await engine.plan(file, { destroy });
  } catch (error) {
    // What is protected cannot be planned while it is tainted, and the engine only says that it is protected.
    const tainted = destroy || error instanceof Interrupted ? [] : await taintedAfterwards(deployment, stack);
    throw tainted.length > 0 ? new DeployRefused(tainted) : error;
  }
}

/** Stacks whose states lack an output that this one reads. The store is asked itself: an engine takes ten times as long. */
async function missingPredecessors(deployment: Deployment, { reads }: SynthesizedStack): Promise<StackId[]> {
  const missing: StackId[] = [];
  for (const { stack, outputs } of reads) {
    const state = await storedState(deployment, deployment.stack(stack));
    if (outputs.some((output) => state?.outputs[output] === undefined)) missing.push(stack);
  }
  return missing;
}
