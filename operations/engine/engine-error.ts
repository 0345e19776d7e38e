import { fixFor } from './known-errors';
import { type Diagnostic, errorsIn, withoutFrame } from './messages';
import type { EngineRun } from './run-engine';

/** One thing that went wrong in the engine. */
export interface EngineProblem {
  readonly severity: 'error';
  readonly where: string;
  readonly what: string;
  readonly fix?: string;
}

/** The engine ended with errors. */
export class EngineError extends Error {
  constructor(readonly problems: readonly EngineProblem[]) {
    super(problems.map(({ where, what }) => `${where}: ${what}`).join('\n'));
    this.name = 'EngineError';
  }
}

/** The error of a run that failed. */
export function engineError(stack: string, folder: string, { stdout, stderr }: EngineRun): EngineError {
  const diagnostics = errorsIn(stdout);
  const problems =
    diagnostics.length > 0
      ? diagnostics.map(({ address, ...diagnostic }) =>
          problem([`stack ${stack}`, address], textOf(diagnostic), folder),
        )
      : [problem([`stack ${stack}`], withoutFrame(stderr || stdout) || 'the engine failed and said nothing', folder)];
  return new EngineError(problems);
}

function problem(where: readonly (string | undefined)[], what: string, folder: string): EngineProblem {
  const fix = fixFor(what, folder);
  return { severity: 'error', where: where.filter(Boolean).join(', '), what, ...(fix && { fix }) };
}

function textOf({ summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): string {
  return [summary, detail].filter(Boolean).join(': ').trim();
}
