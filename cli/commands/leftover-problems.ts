import type { Deployment } from '../../operations/deploy/deployment';
import { reportedProblems, type ReportedProblem } from '../conventions/problems';

/** Stacks whose state still has resources though the platform file has forgotten them, and what is said of it. */
export interface Leftover {
  readonly stacks: readonly string[];
  readonly warnings: readonly ReportedProblem[];
  /** Why it was not looked at; empty where it was. */
  readonly notChecked: readonly string[];
}

/** Looks for what is still there though the platform file has forgotten it. */
export async function findLeftover({ output, environment }: Deployment): Promise<Leftover> {
  const { leftoverStates } = await import('../../operations/deploy/leftover-states');
  try {
    const stacks = await leftoverStates(output, environment);
    return { stacks, warnings: stacks.map(warningOf), notChecked: [] };
  } catch (error) {
    // The command itself is not in danger, and says more about a store that cannot be read.
    const notChecked = reportedProblems(error).map(({ what }) => what);
    return { stacks: [], warnings: notChecked.map(notCheckedWarning), notChecked };
  }
}

const notCheckedWarning = (why: string): ReportedProblem => ({
  severity: 'warning',
  what: `whether the state bucket holds states of stacks that are gone was not checked: ${why}`,
  fix: 'fix that, which npx lke-platform doctor explains, and plan again',
});

const warningOf = (stack: string): ReportedProblem => ({
  severity: 'warning',
  what: `the state of "${stack}" still has resources, but the platform has no such stack any more`,
  fix: `to remove them, put ${stack} back into the platform file, synthesize, destroy ${stack}, and only then take it out`,
});
