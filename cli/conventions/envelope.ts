import { pagesOf } from '../../model/source-pages';
import { type ExitCode, exitCode } from './exit-codes';
import { isWarning, type ReportedProblem } from './problems';

/** A problem with the pages on which its source stands, as far as there is one. */
type PrintedProblem = ReportedProblem & { readonly pages?: readonly string[] };

/** What every command prints on stdout with `--json`, and nothing else. Documented in docs/cli.md. */
export interface Envelope {
  /** The command without its arguments: `validate`, `secrets rotate`. */
  readonly command: string;
  /** False when the command failed or refused; true also when it found something (exit code 2). */
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  /** What the command has to say; null when it failed. */
  readonly result: unknown;
  readonly errors: readonly PrintedProblem[];
  readonly warnings: readonly PrintedProblem[];
}

export function envelope(
  command: string,
  code: ExitCode,
  result: unknown,
  problems: readonly ReportedProblem[] = [],
): string {
  const content: Envelope = {
    command,
    ok: code !== exitCode.error,
    exitCode: code,
    result,
    errors: problems.filter((problem) => !isWarning(problem)).map(withPages),
    warnings: problems.filter(isWarning).map(withPages),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const withPages = (problem: ReportedProblem): PrintedProblem =>
  problem.source === undefined ? problem : { ...problem, pages: pagesOf(problem.source) };
