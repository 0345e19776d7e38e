import { inTheWayOf } from '../orphans/in-the-way';
import type { Orphan } from '../orphans/orphan';
import type { Deployment } from './deployment';
import type { PlannedStack } from './plan';
import { planStack } from './plan-stack';

/**
 * Plans anew the stacks that would make what exists already, so that they take it over.
 *
 * @returns the plans of all stacks, and the orphans that none of them takes over
 */
export async function planTakeOver(
  deployment: Deployment,
  planned: readonly PlannedStack[],
  orphans: readonly Orphan[],
): Promise<{ readonly planned: PlannedStack[]; readonly left: Orphan[] }> {
  const taken = new Set<Orphan>();
  const again: PlannedStack[] = [];
  for (const plan of planned) {
    const { takeable } = inTheWayOf({ id: plan.stack }, orphans, false);
    if (plan.status !== 'changes' || takeable.length === 0) {
      again.push(plan);
      continue;
    }
    takeable.forEach((orphan) => taken.add(orphan));
    again.push(await planWith(deployment, plan.stack, takeable));
  }
  return { planned: again, left: orphans.filter((orphan) => !taken.has(orphan)) };
}

async function planWith(
  deployment: Deployment,
  stack: PlannedStack['stack'],
  takeable: readonly Orphan[],
): Promise<PlannedStack> {
  const takeOver = takeable.flatMap(({ id, wanted }) => (wanted ? [{ to: wanted.address, id }] : []));
  try {
    return { stack, ...(await planStack(deployment, deployment.stack(stack), { takeOver })) };
  } catch (error) {
    return { stack, status: 'failed', error };
  }
}
