import type { ReportedProblem } from './reported-problem';

/** How many problems of one kind are shown in full; what there is to learn from them is in the first. */
const SHOWN = 5;

/** Most places that are named one by one behind them. */
const NAMED = 20;

/** Problems of one kind: the first of them, and where the others are. */
export interface Alike {
  readonly shown: readonly ReportedProblem[];
  readonly more: readonly ReportedProblem[];
}

/** Problems by their kind, in the order of the first of each: the same rule at the same field of different entries,
 * or of different keys. */
export function byKind(problems: readonly ReportedProblem[]): Alike[] {
  const kinds = new Map<string, ReportedProblem[]>();
  for (const problem of problems) {
    const { severity, file, rule, allowed } = problem;
    // What says nothing of its kind is one of its own.
    const kind =
      rule === undefined ? String(kinds.size) : JSON.stringify([severity, file, rule, fieldOf(problem), allowed]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds.values()].map((all) =>
    // One more line would say less than the problem itself.
    all.length <= SHOWN + 1 ? { shown: all, more: [] } : { shown: all.slice(0, SHOWN), more: all.slice(SHOWN) },
  );
}

/** The field of any entry of a list; of what allows the same beside each other, such as keys of a map, the place above. */
const fieldOf = ({ path, allowed }: ReportedProblem) => {
  const field = path?.replace(/\[\d+\]/g, '[]');
  return allowed === undefined ? field : field?.replace(/(\.[^.[\]"]+|\["[^"]*"\])$/, '.*');
};

/** Lines of problems in words, neighbours as a range: `lines 12-40, 44 and 3 more`. */
export function linesOf(problems: readonly ReportedProblem[]): string {
  const lines = [...new Set(problems.flatMap(({ line }) => line ?? []))].sort((a, b) => a - b);
  const ranges: [from: number, to: number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const named = ranges.slice(0, NAMED).map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  const rest = ranges.length - named.length;
  const noun = lines.length === 1 ? 'line' : 'lines';
  return `${noun} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
