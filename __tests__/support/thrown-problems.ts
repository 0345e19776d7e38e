import type { FileProblem } from '../../model/read-platform';

/** The problems that an error carries; none if nothing is thrown. */
export function thrownProblems(action: () => unknown): readonly Partial<FileProblem>[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof Error && 'problems' in error) return error.problems as readonly FileProblem[];
    throw error;
  }
}
