import { byKind } from './alike';
import { type Colours, coloursFor } from './colours';
import { envelope } from './envelope';
import { type ExitCode, exitCode } from './exit-codes';
import { moreText, problemCount, problemText, reportedProblems, type ReportedProblem } from './problems';
import { noProgress, type Progress, showProgress } from './progress';
import { type Streams } from './streams';

/** What a command answers: the same once for programs and once for people. */
export interface Reply {
  readonly exitCode: ExitCode;
  /** The `result` of the JSON envelope. */
  readonly result: unknown;
  /** What a person reads on stdout. */
  text(colours: Colours): string;
  /** What the user should know although the command worked. @default - nothing */
  readonly warnings?: readonly ReportedProblem[];
}

/** The flags that every command takes. */
export interface GlobalFlags {
  readonly json: boolean;
  readonly debug: boolean;
}

/**
 * Runs one command by the project's conventions: its reply goes to stdout (as the envelope with `--json`), progress
 * and warnings to stderr, an error to stderr without its stack unless `--debug` is given.
 *
 * @returns the exit code of the process; never throws
 */
export async function runCommand(
  command: string,
  flags: GlobalFlags,
  streams: Streams,
  action: (progress: Progress) => Promise<Reply> | Reply,
): Promise<ExitCode> {
  const progress = flags.json ? noProgress : showProgress(streams, command);
  try {
    const reply = await action(progress);
    progress.end();
    printReply(command, reply, flags, streams);
    return reply.exitCode;
  } catch (error) {
    progress.end();
    printError(command, error, flags, streams);
    return exitCode.error;
  }
}

function printReply(command: string, reply: Reply, flags: GlobalFlags, streams: Streams): void {
  const { warnings = [] } = reply;
  if (flags.json) {
    streams.stdout.write(envelope(command, reply.exitCode, reply.result, warnings));
    return;
  }
  printProblems(warnings, streams);
  streams.stdout.write(withLineEnd(reply.text(coloursFor(streams.stdout, streams.env))));
}

/** Prints an error by the conventions of {@link runCommand}. */
export function printError(command: string, error: unknown, flags: GlobalFlags, streams: Streams): void {
  const problems = reportedProblems(error);
  if (flags.json) streams.stdout.write(envelope(command, exitCode.error, null, problems));
  else printProblems(problems, streams);
  if (!flags.json && problems.length > 1) streams.stderr.write(`${problemCount(problems)}\n`);
  if (flags.debug && error instanceof Error) streams.stderr.write(`${error.stack ?? error.message}\n`);
}

/**
 * Prints warnings before the work begins, where a person reads them.
 *
 * @param progress whose last step they would stand behind on a terminal
 *
 * @returns those that are left for the reply: with `--json` all of them
 */
export function warnNow(
  warnings: readonly ReportedProblem[],
  { flags, streams, progress }: { readonly flags: GlobalFlags; readonly streams: Streams; readonly progress: Progress },
): ReportedProblem[] {
  if (flags.json) return [...warnings];
  if (warnings.length > 0) progress.end();
  printProblems(warnings, streams);
  return [];
}

function printProblems(problems: readonly ReportedProblem[], { stderr, env }: Streams): void {
  const colours = coloursFor(stderr, env);
  for (const { shown, more } of byKind(problems)) {
    for (const problem of shown) stderr.write(problemText(problem, colours));
    if (more.length > 0) stderr.write(moreText(more, colours));
  }
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
