import { Interrupted } from '../engine/interrupts';

/** One thing that went wrong, or that was done and stays. */
interface HalfWayProblem {
  readonly where?: string;
  readonly what: string;
  readonly fix?: string;
}

/** What was changed by something before it ended, and the way on from there. */
export interface DoneBefore {
  readonly where?: string;
  readonly what: string;
  readonly fix: string;
}

/** Something ended before its end: all that went wrong, and then what of it is done and stays. */
export class EndedHalfWay extends Error {
  readonly problems: readonly HalfWayProblem[];

  constructor(error: unknown, done: DoneBefore) {
    const problems = [...problemsOf(error), done];
    super(problems.map(({ what }) => what).join('\n'), { cause: error });
    this.name = 'EndedHalfWay';
    this.problems = problems;
  }
}

function problemsOf(error: unknown): readonly HalfWayProblem[] {
  if (!(error instanceof Error)) return [{ what: String(error) }];
  if ('problems' in error && Array.isArray(error.problems)) return error.problems as HalfWayProblem[];
  // It cannot know what was changed before its own work.
  return [{ what: error instanceof Interrupted ? 'interrupted' : error.message }];
}

/**
 * Does something after other things were changed already.
 *
 * @param done what they are, asked when it fails; undefined where nothing was
 * @throws {EndedHalfWay} with it where the work fails
 */
export async function tellingHalfWay<T>(done: () => DoneBefore | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const before = done();
    throw before ? new EndedHalfWay(error, before) : error;
  }
}
