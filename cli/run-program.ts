import { CommanderError } from 'commander';
import type { CommandContext } from './command-context';
import { exitCode, type ExitCode } from './conventions/exit-codes';
import { type GlobalFlags, printError, runCommand } from './conventions/run-command';
import { type Streams } from './conventions/streams';
import { type Launcher } from './launcher';
import { type AddCommand, createProgram } from './program';

/**
 * Runs one of some commands.
 *
 * @param args what stands after the command's name
 * @returns the exit code of the process
 */
export async function runProgram(
  commands: readonly AddCommand[],
  args: readonly string[],
  launcher: Launcher,
  streams: Streams,
): Promise<ExitCode> {
  // Wrong usage is reported before the flags are parsed, so they are looked up here.
  const flags: GlobalFlags = { json: args.includes('--json'), debug: launcher.debug };
  let code: ExitCode = exitCode.fine;
  const run: CommandContext['run'] = async (command, action) => {
    code = await runCommand(command, flags, streams, action);
  };
  const program = createProgram({ launcher, streams, flags, run }, commands);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCode.fine;
    if (flags.json) printError('', usageError(error), flags, streams);
    return exitCode.error;
  }
}

/** What commander says of wrong usage, with what it suggests as the fix. */
function usageError({ code, message }: CommanderError): Error {
  const [, what = message, guess] = /^(?:error: )?([^]*?)(?:\n\((Did you mean .*)\))?$/.exec(message) ?? [];
  const isNothing = code === 'commander.help';
  const problem = isNothing ? { what: 'no command is named', fix: 'npx lke-platform --help lists them' } : { what };
  return Object.assign(new Error(what), { problems: [{ ...problem, ...(guess && { fix: guess }) }] });
}
