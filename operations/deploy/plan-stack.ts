import type { StackId } from '../../model/naming';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { type PlanSummary, summarize } from '../plan-review/plan-summary';

/** What came of planning one stack. */
export type StackPlan =
  | { readonly status: 'unchanged' }
  | { readonly status: 'changes'; readonly summary: PlanSummary; readonly file: string }
  /** Stacks whose outputs it reads are not applied yet. */
  | { readonly status: 'waits'; readonly waitsFor: readonly StackId[] };

/**
 * Plans one stack into a saved plan.
 *
 * @throws {EngineError} when the engine does not do it
 */
export async function planStack(
  deployment: Deployment,
  stack: SynthesizedStack,
  { destroy = false } = {},
): Promise<StackPlan> {
  const engine = await deployment.ready(stack);
  const waitsFor = await missingPredecessors(deployment, stack);
  if (waitsFor.length > 0) return { status: 'waits', waitsFor };
  const file = deployment.planFile(stack);
  const outcome = await engine.plan(file, { destroy });
  if (outcome === 'unchanged') return { status: 'unchanged' };
  return { status: 'changes', summary: summarize(await engine.show(file)), file };
}

/** Stacks whose states lack an output that this one reads. */
async function missingPredecessors(deployment: Deployment, { reads }: SynthesizedStack): Promise<StackId[]> {
  const missing: StackId[] = [];
  for (const { stack, outputs } of reads) {
    const state = await deployment.state(deployment.stack(stack));
    if (outputs.some((output) => state?.outputs[output] === undefined)) missing.push(stack);
  }
  return missing;
}
