import { withoutSecrets } from '../../model/problem';
import { linesOf } from './alike';
import { type Colours } from './colours';
import { countOf } from './count-of';
import type { ReportedProblem } from './reported-problem';

export type { ReportedProblem } from './reported-problem';

/**
 * Everything that an error reports. An error of any layer that found several things carries them as `problems`;
 * any other one reports its message. What they quote may be a secret that was given in the wrong place.
 */
export function reportedProblems(error: unknown): readonly ReportedProblem[] {
  if (!(error instanceof Error)) return [{ what: withoutSecrets(String(error)) }];
  return (hasProblems(error) ? error.problems : [{ what: error.message }]).map(masked);
}

function masked(problem: ReportedProblem): ReportedProblem {
  const entries = (['where', 'what', 'given', 'fix'] as const).flatMap((field) => {
    const text = problem[field];
    return text === undefined ? [] : [[field, withoutSecrets(text)] as const];
  });
  return { ...problem, ...Object.fromEntries(entries) };
}

function hasProblems(error: Error): error is Error & { readonly problems: readonly ReportedProblem[] } {
  return 'problems' in error && Array.isArray(error.problems) && error.problems.length > 0;
}

/** Everything that an error reports, in one line. */
export const problemsLine = (error: unknown) =>
  reportedProblems(error)
    .map(({ what }) => what)
    .join('; ');

/** The problems, those that differ in their place alone as one. */
export function together(problems: readonly ReportedProblem[]): ReportedProblem[] {
  const merged = new Map<string, ReportedProblem>();
  for (const { where, ...problem } of problems) {
    const key = JSON.stringify(problem);
    const places = [merged.get(key)?.where, where].filter((place) => place !== undefined);
    merged.set(key, { ...problem, ...(places.length > 0 && { where: places.join('; ') }) });
  }
  return [...merged.values()];
}

export function isWarning({ severity }: ReportedProblem): boolean {
  return severity === 'warning';
}

/** How many errors and warnings there are: `3 errors, 1 warning`. */
export function problemCount(problems: readonly ReportedProblem[]): string {
  const warnings = problems.filter(isWarning).length;
  const errors = countOf(problems.length - warnings, 'error');
  return warnings === 0 ? errors : `${errors}, ${countOf(warnings, 'warning')}`;
}

/** One problem in lines for a terminal; the first names the place in the form that editors open on a click. */
export function problemText(problem: ReportedProblem, colours: Colours): string {
  const heading = isWarning(problem) ? colours.yellow('warning:') : colours.red('error:');
  const details = [
    ['field', problem.where],
    ['given', problem.given],
    ['allowed', problem.allowed],
    ['fix', problem.fix],
  ].flatMap(([name, text]) => (text === undefined ? [] : [`  ${colours.dim(`${name}:`.padEnd(9))}${text}`]));
  return [`${heading} ${place(problem)}${problem.what}`, ...details, ''].join('\n');
}

/** What is left of many problems of one kind, in lines for a terminal. */
export function moreText(problems: readonly ReportedProblem[], colours: Colours): string {
  const [first] = problems;
  const heading = first && isWarning(first) ? colours.yellow('warning:') : colours.red('error:');
  const where = problems.some(({ line }) => line !== undefined) ? ` in ${linesOf(problems)}` : '';
  return `${heading} ${problems.length} more like these${where}; --json names each of them\n`;
}

function place({ file, line, column }: ReportedProblem): string {
  const position = [file, line, column].filter((part) => part !== undefined);
  return position.length === 0 ? '' : `${position.join(':')}: `;
}
