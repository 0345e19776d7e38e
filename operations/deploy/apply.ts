import type { StackId } from '../../model/naming';
import { type ApplyProps, applyStack, type StackApply } from './apply-stack';
import type { Deployment } from './deployment';
import { inOrder, type Outcome } from './in-order';
import { lookAhead, type LookedAhead } from './look-ahead';
import type { SynthesizedStack } from './output-folder';
import { rememberedConsents } from './remembered-consents';

/** What came of one stack: applied or not, failed, or not begun. */
export type AppliedStack = { readonly stack: StackId } & (StackApply | Exclude<Outcome<never>, { status: 'done' }>);

export interface ApplyStacksProps extends ApplyProps {
  /** How many stacks at once. */
  readonly parallelism: number;
}

/**
 * Applies stacks one after the other where one needs the other, at the same time where not. What is not applied keeps
 * those that need it from being begun, and what would be refused of any of them keeps all of them. Never rejects: what went
 * wrong is part of the answer.
 *
 * @param ids names of stacks; none means all
 */
export async function applyStacks(
  deployment: Deployment,
  ids: readonly string[],
  { parallelism, ...asked }: ApplyStacksProps,
): Promise<AppliedStack[]> {
  const stacks = deployment.living(ids);
  const props = { ...asked, ...rememberedConsents(asked) };
  const ahead = stacks.length > 1 ? await lookAhead(deployment, stacks, { parallelism, ...props }) : NOTHING_KNOWN;
  if (ahead.refused.size > 0) return refusedAll(stacks, ahead.refused);
  const changed = new Set<StackId>();
  const standsOnChanged = (id: StackId): boolean =>
    deployment.stack(id).dependencies.some((other) => changed.has(other) || standsOnChanged(other));
  const outcomes = await inOrder({
    ids: stacks.map(({ id }) => id),
    before: (id) => deployment.stack(id).dependencies,
    parallelism,
    work: async (id) => {
      const planned = standsOnChanged(id) ? undefined : ahead.plans.get(id);
      const done = await applyStack(deployment, deployment.stack(id), props, { planned });
      if (done.status === 'applied') changed.add(id);
      return done;
    },
    isDone: ({ status }) => status !== 'declined',
  });
  return appliedStacks(outcomes);
}

const NOTHING_KNOWN: LookedAhead = { refused: new Map(), plans: new Map() };

/** None of them is begun. */
function refusedAll(stacks: readonly SynthesizedStack[], refused: LookedAhead['refused']): AppliedStack[] {
  const because = [...refused.keys()].join(', ');
  return stacks.map(({ id: stack }) =>
    refused.has(stack) ? { stack, status: 'failed', error: refused.get(stack) } : { stack, status: 'skipped', because },
  );
}

/** Outcomes as a list, in the order of the stacks. */
export function appliedStacks(outcomes: ReadonlyMap<StackId, Outcome<StackApply>>): AppliedStack[] {
  return [...outcomes].map(([stack, outcome]) =>
    outcome.status === 'done' ? { stack, ...outcome.value } : { stack, ...outcome },
  );
}
