import type { StackId } from '../../model/naming';
import { Interrupted } from '../engine/interrupts';
import { inTheWayOf, OrphansInTheWay } from '../orphans/in-the-way';
import type { Orphan } from '../orphans/orphan';
import type { ApplyProps } from './apply-stack';
import { DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import { recoverErroredState } from './errored-state';
import { inOrder } from './in-order';
import { orphansOf } from './orphans-of';
import type { SynthesizedStack } from './output-folder';
import { planStack, type StackPlan } from './plan-stack';
import { changesReleases, refuseUnchecked } from './settle-orphans';

/** What is known of several stacks before the first of them is changed. */
export interface LookedAhead {
  /** Why an apply of some of them would be refused, whatever becomes of the others. */
  readonly refused: ReadonlyMap<StackId, unknown>;
  /** The plans that could be made. Each is good as long as nothing is applied that its stack stands on. */
  readonly plans: ReadonlyMap<StackId, StackPlan>;
}

export interface LookAheadProps extends ApplyProps {
  /** How many stacks at once. */
  readonly parallelism: number;
}

type Refusals = Map<StackId, unknown>;
type Changes = Extract<StackPlan, { status: 'changes' }>;

/**
 * Looks, before anything is changed, for what an apply of several stacks would be refused for: else a refusal of a later
 * one would come when an earlier one is applied already. What a stack does that waits for another one, or that the engine
 * cannot plan yet, shows in its turn.
 */
export async function lookAhead(
  deployment: Deployment,
  stacks: readonly SynthesizedStack[],
  props: LookAheadProps,
): Promise<LookedAhead> {
  const refused: Refusals = new Map();
  const applicable = await withoutDirty(stacks, props);
  for (const stack of applicable) {
    await noteRefusal(refused, stack.id, () => recoverErroredState(deployment, stack, props)); // one question at a time
  }
  const sound = applicable.filter(({ id }) => !refused.has(id));
  const plans = await planAhead(deployment, sound, refused, props);
  const changes = [...plans].flatMap(([id, plan]) => (plan.status === 'changes' ? [{ id, plan }] : []));
  for (const { id, plan } of changes) {
    if (plan.refusals.length > 0) refused.set(id, new DeployRefused(plan.refusals));
  }
  await settleAhead(deployment, changes, refused, props);
  return { refused, plans };
}

/** Production alone is refused for what is in no commit, and nothing else for it. */
async function withoutDirty(
  stacks: readonly SynthesizedStack[],
  { configurations }: ApplyProps,
): Promise<SynthesizedStack[]> {
  const dirty: Refusals = new Map();
  for (const stack of stacks) await noteRefusal(dirty, stack.id, () => configurations?.refuseDirty(stack));
  return stacks.filter(({ id }) => !dirty.has(id));
}

/** Plans what can be planned. */
async function planAhead(
  deployment: Deployment,
  stacks: readonly SynthesizedStack[],
  refused: Refusals,
  { parallelism }: LookAheadProps,
): Promise<ReadonlyMap<StackId, StackPlan>> {
  const outcomes = await inOrder({
    ids: stacks.map(({ id }) => id),
    before: () => [],
    parallelism,
    work: (id) => planStack(deployment, deployment.stack(id)),
  });
  const plans = new Map<StackId, StackPlan>();
  for (const [id, outcome] of outcomes) {
    if (outcome.status === 'done') plans.set(id, outcome.value);
    if (outcome.status === 'failed' && isRefusal(outcome.error)) refused.set(id, outcome.error);
  }
  return plans;
}

const isRefusal = (error: unknown) => error instanceof DeployRefused || error instanceof Interrupted;

/** Looks once for what exists of all that the plans would make, and asks once whether it shall be taken over. */
async function settleAhead(
  deployment: Deployment,
  changes: readonly { readonly id: StackId; readonly plan: Changes }[],
  refused: Refusals,
  { takeOver, allowUnchecked }: ApplyProps,
): Promise<void> {
  const making = changes.filter(({ plan }) => plan.wanted.length > 0 || changesReleases(plan));
  for (const { id } of making) deployment.step(id, 'looking for what exists already');
  if (making.length === 0) return;
  const wanted = making.flatMap(({ plan }) => plan.wanted);
  const found = await orphansOf(deployment, wanted);
  const takeable = new Map<StackId, readonly Orphan[]>();
  for (const { id, plan } of making) {
    const inTheWay = inTheWayOf({ id }, found.orphans, changesReleases(plan));
    await noteRefusal(refused, id, () => {
      if (inTheWay.blocking.length > 0) throw new OrphansInTheWay([...inTheWay.blocking, ...inTheWay.takeable]);
      refuseUnchecked({ id }, plan, found, allowUnchecked);
    });
    if (inTheWay.takeable.length > 0) takeable.set(id, inTheWay.takeable);
  }
  // Nobody is asked for what will not be done; the warnings name it.
  if (refused.size > 0 || takeable.size === 0 || (await takeOver?.([...takeable.values()].flat()))) return;
  for (const [id, orphans] of takeable) refused.set(id, new OrphansInTheWay(orphans));
}

async function noteRefusal(
  refused: Refusals,
  id: StackId,
  look: () => Promise<void> | undefined | void,
): Promise<void> {
  try {
    await look();
  } catch (error) {
    refused.set(id, error);
  }
}
