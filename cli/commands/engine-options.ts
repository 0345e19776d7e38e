import { type Command } from 'commander';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import { positiveInteger } from '../conventions/positive-integer';

/** Options of every command that runs the engine. */
export interface EngineOptions {
  readonly output: string;
  readonly parallelism: number;
  readonly lockTimeout?: string;
}

const DEFAULT_PARALLELISM = 4;

export function addEngineOptions(command: Command): Command {
  return command
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--parallelism <number>', 'how many stacks at once', positiveInteger, DEFAULT_PARALLELISM)
    .option(
      '--lock-timeout <duration>',
      "how long to wait for somebody else's lock, such as 60s (default: not at all)",
    );
}
