import type { Problem } from '../../model/problem';

/**
 * One thing that is wrong, as `--json` prints it and as a terminal shows it. What is known of a problem in a platform
 * file is known of it here; any other error says at least what is wrong.
 */
export type ReportedProblem = Pick<Problem, 'what'> & Partial<Problem>;
