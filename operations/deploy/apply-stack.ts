import { rmSync } from 'node:fs';
import type { StackId } from '../../model/naming';
import type { AuditRecorder } from '../audit/record';
import { stackEntry } from '../audit/stack-entry';
import { EngineError } from '../engine/engine-error';
import { Interrupted } from '../engine/interrupts';
import { parseState } from '../engine/state-json';
import { checkNodes, type NodeCheck } from './check-nodes';
import type { DeployProblem } from './deploy-problem';
import type { Deployment } from './deployment';
import { recoverErroredState } from './errored-state';
import { withKeyForNewBuckets } from './new-buckets';
import type { ConfigurationKeeper } from './keep-configuration';
import type { SynthesizedStack } from './output-folder';
import { planStack, type StackPlan } from './plan-stack';
import type { PlanSummary } from '../plan-review/plan-summary';
import type { RollbackKeeper } from '../rollback/keeper';
import { refusePlan } from './refuse-plan';
import { settleOrphans, type SettleProps } from './settle-orphans';
import type { Snapshots } from './snapshots';
import { standsAgainstApply } from './stands-against-apply';
import { staysBehind } from './stays-behind';
import { taintedAfterwards } from './tainted';

/** What came of applying one stack, or of destroying it. */
export type StackApply =
  | { readonly status: 'unchanged' }
  | { readonly status: 'declined'; readonly summary: PlanSummary }
  | {
      readonly status: 'applied';
      readonly summary: PlanSummary;
      /** Key of the copy of the state before; undefined where none was taken. */
      readonly snapshot: string | undefined;
      /** Beginning of the keys of what was applied, in the artifacts bucket; undefined where it was not kept. */
      readonly configuration: string | undefined;
      /** Id of the plan of its way back; undefined where none was made. */
      readonly rollback: string | undefined;
      /** Nodes of the pools that were made or changed; undefined where there were none. */
      readonly nodes: NodeCheck | undefined;
    };

export interface ApplyProps extends SettleProps {
  /** Shows a plan and asks whether it shall be applied. */
  readonly approve: (stack: string, summary: PlanSummary) => Promise<boolean>;
  /** Tells what is to be known before a plan is approved. @default - nobody */
  readonly warn?: ((problem: DeployProblem) => void) | undefined;
  /** Asks whether something shall be done that is not a plan. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Where states are copied to before they change. @default - nowhere */
  readonly snapshots?: Snapshots | undefined;
  /** Keeps what is applied. @default - it is not kept */
  readonly configurations?: ConfigurationKeeper | undefined;
  /** Keeps the way back of what is applied, where the configuration is kept, too. @default - it is not kept */
  readonly rollback?: RollbackKeeper | undefined;
  /** Where it is written down what is done. @default - nowhere */
  readonly audit?: AuditRecorder | undefined;
  /** What an apply means for the status of environments. @default - nothing is written of it */
  readonly lifecycle?: ApplyLifecycle | undefined;
  /** How long to wait for nodes to get ready. */
  readonly readyTimeoutMs: number;
}

/** Follows applies. None of these rejects: what is done is done. */
export interface ApplyLifecycle {
  /** Before anything is changed. */
  begin(stack: StackId, summary: PlanSummary): Promise<void>;
  /**
   * An apply failed that nobody stopped.
   *
   * @param standsAgainst what keeps a second plan from proceeding, in words; undefined where nothing does
   * @param rollback id of the plan of its way back
   */
  failed(stack: StackId, standsAgainst: () => Promise<string | undefined>, rollback: string | undefined): Promise<void>;
  /** After it, however it ended. */
  ended(stack: StackId): Promise<void>;
}

/** A saved plan with what it does. */
export interface ReviewedPlan {
  readonly summary: PlanSummary;
  readonly file: string;
  /** Whether it destroys all of the stack. @default false */
  readonly isDestroy?: boolean;
}

export interface ApplyStackOptions {
  /** Whether everything shall go. @default false */
  readonly destroy?: boolean;
  /** The plan of it that is still good. @default - it is made */
  readonly planned?: StackPlan | undefined;
}

/** A signal stopped the engine while it applied. */
export class ApplyInterrupted extends Interrupted {
  readonly problems: readonly { readonly what: string; readonly fix?: string }[];

  /** @param left what is in need of more than another plan */
  constructor(left: readonly DeployProblem[] = []) {
    super(
      'interrupted while this was done: the engine told the providers to stop, saved the state and released the lock. ' +
        'What was being made may be half done. Plan again to see what is left.',
    );
    this.problems = [{ what: this.message }, ...left];
  }
}

/**
 * Plans one stack, has the plan approved, and applies exactly that plan.
 *
 * @throws {Error} when the stack waits for another one
 * @throws {DeployRefused} when its last state is in no store, it would replace something only because it is tainted, or
 *   production would be applied from what is in no commit
 * @throws {OrphansInTheWay} when something exists that it would run into, or make a second time
 * @throws {EngineError} when the engine does not do it
 */
export async function applyStack(
  deployment: Deployment,
  stack: SynthesizedStack,
  props: ApplyProps,
  { destroy = false, planned }: ApplyStackOptions = {},
): Promise<StackApply> {
  if (!destroy) await props.configurations?.refuseDirty(stack);
  await recoverErroredState(deployment, stack, props);
  if (destroy && !(await deployment.hasResources(stack))) return { status: 'unchanged' };
  const plan = planned ?? (await planStack(deployment, stack, { destroy }));
  if (plan.status === 'unchanged') {
    if (!destroy) await props.configurations?.confirm(stack);
    return plan;
  }
  if (plan.status === 'waits') {
    const waitsFor = plan.waitsFor.join(', ');
    throw new Error(
      `${stack.id} waits for ${waitsFor}, which is not applied. Apply it first: apply ${waitsFor} ${stack.id}`,
    );
  }
  const settled = destroy ? plan : await settleOrphans(deployment, stack, plan, props);
  return applyPlan(deployment, stack, { ...settled, isDestroy: destroy }, props);
}

/**
 * Has a saved plan approved, applies it, and deletes it.
 *
 * @throws {DeployRefused} when it would lose node pools of a protected cluster, or delete what is locked
 */
export async function applyPlan(
  deployment: Deployment,
  stack: SynthesizedStack,
  { summary, file, isDestroy = false }: ReviewedPlan,
  props: ApplyProps,
): Promise<StackApply> {
  await refusePlan(deployment, stack, summary);
  for (const problem of await staysBehind(deployment, summary)) props.warn?.(problem);
  if (!(await props.approve(stack.id, summary))) return { status: 'declined', summary };
  const snapshot = await takeSnapshot(deployment, stack, props.snapshots);
  const engine = await deployment.ready(stack);
  const kept = await props.configurations?.begin(stack, { plan: file, isDestroy, snapshot });
  const rollback = kept && (await props.rollback?.keep(stack.id, summary, kept, snapshot));
  const writeEnd = await props.audit?.begin(stackEntry(stack.id, summary, { configuration: kept?.key, rollback }));
  const end = async (outcome: 'done' | 'failed') => {
    await kept?.end(outcome);
    await writeEnd?.(outcome);
  };
  if (!isDestroy) await props.lifecycle?.begin(stack.id, summary);
  try {
    await withKeyForNewBuckets(deployment, summary, (variables) => engine.apply(file, variables));
    await end('done');
  } catch (error) {
    await end('failed');
    const again = () => standsAgainstApply(deployment, stack);
    if (!(error instanceof Interrupted) && !isDestroy) await props.lifecycle?.failed(stack.id, again, rollback);
    throw withLeft(error, await taintedAfterwards(deployment, stack));
  } finally {
    // Tried once, a plan is of no use any more, and it holds secrets.
    rmSync(file, { force: true });
    await props.lifecycle?.ended(stack.id);
  }
  return {
    status: 'applied',
    summary,
    snapshot,
    configuration: kept?.key,
    rollback,
    nodes: await checkNodes(deployment, stack, summary, props.readyTimeoutMs),
  };
}

/** An error of an apply, with what it left that takes more than another apply. */
function withLeft(error: unknown, left: readonly DeployProblem[]): unknown {
  if (error instanceof Interrupted) return new ApplyInterrupted(left);
  if (!(error instanceof EngineError)) return error;
  return new EngineError([...error.problems, ...left.map((problem) => ({ severity: 'error' as const, ...problem }))]);
}

/** A stack without a state has nothing to go back to. */
async function takeSnapshot(
  deployment: Deployment,
  stack: SynthesizedStack,
  snapshots: Snapshots | undefined,
): Promise<string | undefined> {
  if (!snapshots) return undefined;
  const engine = await deployment.ready(stack);
  const state = await engine.pullState();
  if (state === undefined || parseState(state).resources.length === 0) return undefined;
  deployment.step(stack.id, 'taking a snapshot of the state');
  return snapshots.take(stack.id, state);
}
