import { type Command, InvalidArgumentError } from 'commander';
import { OUTPUT_FOLDER } from '../conventions/output-folder';

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

function positiveInteger(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It has to be a whole number of at least 1.');
}
