import { ALL_COMMANDS } from './all-commands';
import type { ExitCode } from './conventions/exit-codes';
import type { Streams } from './conventions/streams';
import type { Launcher } from './launcher';
import { runProgram } from './run-program';

/**
 * The `lke-platform` command.
 *
 * @param args what stands after the command's name
 * @returns the exit code of the process
 */
export const main = (args: readonly string[], launcher: Launcher, streams: Streams = process): Promise<ExitCode> =>
  runProgram(ALL_COMMANDS, args, launcher, streams);
