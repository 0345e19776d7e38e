import type { EnginePlace } from './engine-place';
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
export function engineError(place: EnginePlace, { stdout, stderr }: EngineRun): EngineError {
  const diagnostics = errorsIn(stdout);
  const problems =
    diagnostics.length > 0
      ? diagnostics.map((diagnostic) => problem(place, textOf(diagnostic), diagnostic))
      : [problem(place, withoutFrame(stderr || stdout) || 'the engine failed and said nothing')];
  return new EngineError(problems);
}

function problem(place: EnginePlace, what: string, about: Pick<Diagnostic, 'address' | 'range'> = {}): EngineProblem {
  const { address, range } = about;
  const line = range && `${range.filename}:${range.start.line}`;
  const where = [`stack ${place.stack}`, address, line].filter(Boolean).join(', ');
  const fix = fixFor(what, place);
  return { severity: 'error', where, what, ...(fix && { fix }) };
}

function textOf({ summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): string {
  return [summary, detail].filter(Boolean).join(': ').trim();
}
