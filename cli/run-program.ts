import { CommanderError } from 'commander';
import type { CommandContext } from './command-context';
import { carryOptions } from './conventions/carried-options';
import { exitCode, type ExitCode } from './conventions/exit-codes';
import { type GlobalFlags, printError, runCommand } from './conventions/run-command';
import type { Streams, Writable } from './conventions/streams';
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
  let carried = (text: string) => text;
  let isDocument = false;
  const told: Streams = {
    ...streams,
    stdout: through(streams.stdout, (text) => (isDocument ? text : carried(text))),
    stderr: through(streams.stderr, (text) => carried(text)),
  };
  const run: CommandContext['run'] = async (command, action) => {
    code = await runCommand(command, flags, told, action);
  };
  const program = createProgram({ launcher, streams: told, flags, run }, commands);
  program.hook('preAction', (_, action) => {
    carried = carryOptions(program, action, flags.json);
    isDocument = action.parent?.name() === FOR_OTHERS;
  });
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

/** Those of its commands print contracts, which others read who have no such folder and file. */
const FOR_OTHERS = 'handoff';

const through = (stream: Writable, change: (text: string) => string): Writable => ({
  get isTTY() {
    return stream.isTTY === true;
  },
  write: (text) => stream.write(change(text)),
});

/** What commander says of wrong usage, with what it suggests as the fix. */
function usageError({ code, message }: CommanderError): Error {
  const [, what = message, guess] = /^(?:error: )?([^]*?)(?:\n\((Did you mean .*)\))?$/.exec(message) ?? [];
  const isNothing = code === 'commander.help';
  const problem = isNothing ? { what: 'no command is named', fix: 'npx lke-platform --help lists them' } : { what };
  return Object.assign(new Error(what), { problems: [{ ...problem, ...(guess && { fix: guess }) }] });
}
