import { type Colours } from './colours';

/** One thing that is wrong, as `--json` prints it and as a terminal shows it. */
export interface ReportedError {
  /** What is wrong, in the user's words. */
  readonly message: string;
  readonly file?: string | undefined;
  /** Counted from 1, as editors do. */
  readonly line?: number | undefined;
  /** Counted from 1, as editors do. */
  readonly column?: number | undefined;
  /** The field, as a path in the file: `environments.production.nodePools[0].count`. */
  readonly path?: string | undefined;
  /** What stood there. */
  readonly value?: unknown;
  /** What may stand there. */
  readonly allowed?: string | undefined;
  /** How to mend it. */
  readonly fix?: string | undefined;
}

/**
 * Everything that an error reports. An error of any layer that found several things carries them as `problems`;
 * any other one reports its message.
 */
export function reportedErrors(error: unknown): readonly ReportedError[] {
  if (!(error instanceof Error)) return [{ message: String(error) }];
  return hasProblems(error) ? error.problems : [{ message: error.message }];
}

function hasProblems(error: Error): error is Error & { readonly problems: readonly ReportedError[] } {
  return 'problems' in error && Array.isArray(error.problems) && error.problems.length > 0;
}

/** One reported error in lines for a terminal; the first names the place in the form that editors open on a click. */
export function errorText(error: ReportedError, colours: Colours): string {
  const details = [
    ['field', error.path],
    ['got', error.value === undefined ? undefined : JSON.stringify(error.value)],
    ['allowed', error.allowed],
    ['fix', error.fix],
  ].flatMap(([name, text]) => (text === undefined ? [] : [`  ${colours.dim(`${name}:`.padEnd(9))}${text}`]));
  return [`${colours.red('error:')} ${place(error)}${error.message}`, ...details, ''].join('\n');
}

function place({ file, line, column }: ReportedError): string {
  const position = [file, line, column].filter((part) => part !== undefined);
  return position.length === 0 ? '' : `${position.join(':')}: `;
}
