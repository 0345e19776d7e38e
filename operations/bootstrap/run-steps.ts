import type { Journal } from './journal';
import { nextStep, type Observed, type Step } from './next-step';

export interface RunStepsProps {
  readonly journal: Pick<Journal, 'write'>;
  readonly look: () => Promise<Observed>;
  readonly perform: (step: Step) => Promise<void>;
}

/** Bootstrap cannot go on, although nothing failed. */
export class Refused extends Error {}

/**
 * Looks, decides and acts until nothing is left to do. Every step is judged by what is there after it, never by its
 * having been called.
 *
 * @returns the steps that were taken
 * @throws {Refused} when it cannot go on, and when a step that ended well changed nothing
 */
export async function runSteps({ journal, look, perform }: RunStepsProps): Promise<Step[]> {
  const taken: Step[] = [];
  for (;;) {
    const decision = nextStep(await look());
    if (decision === 'done') return taken;
    if (typeof decision === 'object') throw new Refused(decision.refusal);
    if (taken.at(-1) === decision) throw new Refused(`the step ${decision} ended well and yet is not done`);
    journal.write({ event: 'began', step: decision });
    try {
      await perform(decision);
    } catch (error) {
      journal.write({ event: 'failed', step: decision });
      throw error;
    }
    journal.write({ event: 'done', step: decision });
    taken.push(decision);
  }
}
