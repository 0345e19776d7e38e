import { type InTheWay, OrphansInTheWay, inTheWayOf, mayBeInTheWay } from '../orphans/in-the-way';
import type { FoundOrphans } from '../orphans/find-orphans';
import type { Orphan } from '../orphans/orphan';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import { orphansOf } from './orphans-of';
import type { SynthesizedStack } from './output-folder';
import { planStack, type StackPlan } from './plan-stack';

export interface SettleProps {
  /** Asks whether things that exist shall become part of the stack that would make them again. @default - they shall not */
  readonly takeOver?: ((orphans: readonly Orphan[]) => Promise<boolean>) | undefined;
  /**
   * Tells that not all was looked at which could be in the way, before the plan is approved, and says whether that may be
   * applied all the same. @default - it may not
   */
  readonly allowUnchecked?: ((problem: DeployProblem) => boolean) | undefined;
}

/** Not all was looked at that may be in the way of a plan, and nobody said to go on. */
export class NotLookedAt extends DeployRefused {
  /** @param notChecked why, one text for each part of it */
  constructor(
    problem: DeployProblem,
    readonly notChecked: readonly string[],
  ) {
    super([problem]);
    this.name = 'NotLookedAt';
  }
}

type Changes = Extract<StackPlan, { status: 'changes' }>;

/**
 * Looks whether what a plan would make exists already: an apply that was killed may have made it and not recorded it. The
 * engine would fail on it, or make a second one without a word.
 *
 * @returns the plan, or where what exists is taken over the plan that does so
 * @throws {OrphansInTheWay} when something is in the way, and is not taken over
 * @throws {NotLookedAt} when not all could be looked at that may be in the way, and nobody said to go on
 */
export async function settleOrphans(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: Changes,
  { takeOver, allowUnchecked }: SettleProps,
): Promise<Changes> {
  const { takeable, blocking } = await lookInTheWay(deployment, stack, plan, allowUnchecked);
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
 * @throws {NotLookedAt} when not all could be looked at that may be in the way, and nobody said to go on
 */
export async function refuseInTheWay(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: Pick<Changes, 'summary' | 'wanted'>,
  { allowUnchecked }: Pick<SettleProps, 'allowUnchecked'>,
): Promise<void> {
  const { takeable, blocking } = await lookInTheWay(deployment, stack, plan, allowUnchecked);
  if (takeable.length + blocking.length > 0) throw new OrphansInTheWay([...blocking, ...takeable]);
}

async function lookInTheWay(
  deployment: Deployment,
  stack: SynthesizedStack,
  { summary, wanted }: Pick<Changes, 'summary' | 'wanted'>,
  allowUnchecked: SettleProps['allowUnchecked'],
): Promise<InTheWay> {
  const releases = changesReleases({ summary });
  if (wanted.length === 0 && !releases) return { takeable: [], blocking: [] };
  deployment.step(stack.id, 'looking for what exists already');
  const found = await orphansOf(deployment, wanted);
  const inTheWay = inTheWayOf(stack, found.orphans, releases);
  // What is in the way stops it in any case, and says what to do.
  if (inTheWay.blocking.length === 0) refuseUnchecked(stack, { summary, wanted }, found, allowUnchecked);
  return inTheWay;
}

/** Whether a plan changes releases of helm. */
export const changesReleases = ({ summary }: Pick<Changes, 'summary'>): boolean =>
  summary.changes.some(({ address }) => address.includes('helm_release.'));

/** @throws {DeployRefused} when not all could be looked at that may be in the way of a plan, and nobody says to go on */
export function refuseUnchecked(
  stack: Pick<SynthesizedStack, 'id'>,
  plan: Pick<Changes, 'summary' | 'wanted'>,
  found: FoundOrphans,
  allowUnchecked: SettleProps['allowUnchecked'],
): void {
  if (!mayBeInTheWay(found, plan.wanted, changesReleases(plan))) return;
  const problem = uncheckedProblem(stack, found.notChecked);
  if (allowUnchecked?.(problem)) return;
  const fix = `${problem.fix}; or apply without having looked: --allow-unchecked`;
  throw new NotLookedAt({ ...problem, fix }, found.notChecked);
}

const uncheckedProblem = ({ id }: Pick<SynthesizedStack, 'id'>, notChecked: readonly string[]): DeployProblem => ({
  where: `stack ${id}`,
  what:
    `whether something that it would make exists already was not fully checked: ${notChecked.join('; ')}. ` +
    'What an earlier run made and did not record would be made a second time, or stop the apply half way',
  fix: 'do not apply yet; fix that (npx lke-platform doctor), and look at what is in no state: npx lke-platform orphans',
});
