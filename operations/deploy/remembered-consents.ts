import { type Orphan } from '../orphans/orphan';
import { referenceOf } from '../orphans/thing';
import type { DeployProblem } from './deploy-problem';
import type { SettleProps } from './settle-orphans';

/** The same consents, of which none that was given once is asked for, or told, again. */
export function rememberedConsents({ takeOver, allowUnchecked }: SettleProps): Required<SettleProps> {
  const taken = new Set<string>();
  const allowed = new Set<string>();
  return {
    takeOver: async (orphans: readonly Orphan[]) => {
      const others = orphans.filter((orphan) => !taken.has(referenceOf(orphan)));
      if (others.length === 0) return true;
      if (!(await takeOver?.(others))) return false;
      for (const orphan of others) taken.add(referenceOf(orphan));
      return true;
    },
    allowUnchecked: (problem: DeployProblem) => {
      const said = `${problem.where}: ${problem.what}`;
      if (allowed.has(said)) return true;
      if (!allowUnchecked?.(problem)) return false;
      allowed.add(said);
      return true;
    },
  };
}
