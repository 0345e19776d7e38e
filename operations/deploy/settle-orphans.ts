import { type InTheWay, OrphansInTheWay, inTheWayOf } from '../orphans/in-the-way';
import type { Orphan } from '../orphans/orphan';
import type { Deployment } from './deployment';
import { orphansOf } from './orphans-of';
import type { SynthesizedStack } from './output-folder';
import { planStack, type StackPlan } from './plan-stack';

export interface SettleProps {
  /** Asks whether things that exist shall become part of the stack that would make them again. @default - they shall not */
  readonly takeOver?: ((orphans: readonly Orphan[]) => Promise<boolean>) | undefined;
}

type Changes = Extract<StackPlan, { status: 'changes' }>;

/**
 * Looks whether what a plan would make exists already: an apply that was killed may have made it and not recorded it. The
 * engine would fail on it, or make a second one without a word.
 *
 * @returns the plan, or where what exists is taken over the plan that does so
 * @throws {OrphansInTheWay} when something is in the way, and is not taken over
 */
export async function settleOrphans(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: Changes,
  { takeOver }: SettleProps,
): Promise<Changes> {
  const { takeable, blocking } = await lookInTheWay(deployment, stack, plan);
  if (blocking.length > 0) throw new OrphansInTheWay([...blocking, ...takeable]);
  if (takeable.length === 0) return plan;
  if (!(await takeOver?.(takeable))) throw new OrphansInTheWay(takeable);
  const imports = takeable.flatMap(({ id, wanted }) => (wanted ? [{ to: wanted.address, id }] : []));
  const again = await planStack(deployment, stack, { takeOver: imports });
  if (again.status !== 'changes') throw new OrphansInTheWay(takeable);
  return again;
}

/**
 * The same for a plan that was kept, which cannot be changed any more to take something over.
 *
 * @throws {OrphansInTheWay} when something is in the way
 */
export async function refuseInTheWay(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: Pick<Changes, 'summary' | 'wanted'>,
): Promise<void> {
  const { takeable, blocking } = await lookInTheWay(deployment, stack, plan);
  if (takeable.length + blocking.length > 0) throw new OrphansInTheWay([...blocking, ...takeable]);
}

async function lookInTheWay(
  deployment: Deployment,
  stack: SynthesizedStack,
  { summary, wanted }: Pick<Changes, 'summary' | 'wanted'>,
): Promise<InTheWay> {
  const releases = summary.changes.some(({ address }) => address.includes('helm_release.'));
  if (wanted.length === 0 && !releases) return { takeable: [], blocking: [] };
  deployment.step(stack.id, 'looking for what exists already');
  const { orphans } = await orphansOf(deployment, wanted);
  return inTheWayOf(stack, orphans, releases);
}
