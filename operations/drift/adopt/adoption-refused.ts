import type { FileProblem } from '../../../model/read-platform';
import type { Problem } from '../../../model/problem';

/** What is there cannot be adopted as it is: the platform file would break a rule then. It is as it was. */
export class AdoptionRefused extends Error {
  /** First what became of the file, then each problem of the text that was not written, by its lines. */
  readonly problems: readonly FileProblem[];

  /**
   * @param file as it was named
   * @param proposed its text, as it would be
   * @param stacks of which the drift is
   */
  constructor(file: string, proposed: string, problems: readonly Problem[], stacks: readonly string[]) {
    const what = `nothing was written to ${file}: with what is there adopted, it would break a rule. The lines below are those of the proposed change, not of the file`;
    super(what);
    this.name = 'AdoptionRefused';
    const fix = `put back what was applied: npx lke-platform drift remediate ${stacks.join(' ')}; or change the file by hand, so that the rule holds, and adopt again`;
    this.problems = [
      { severity: 'error', file, what, fix },
      ...problems.map((problem) => inProposal(problem, file, proposed.split('\n'))),
    ];
  }
}

function inProposal(problem: Problem, file: string, lines: readonly string[]): FileProblem {
  const line = lines[problem.line - 1]?.trim();
  const where = line ? `${problem.where} (proposed line: ${line})` : problem.where;
  return { ...problem, file: `${file} as proposed`, where };
}
