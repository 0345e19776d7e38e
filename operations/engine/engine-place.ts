import { shellLine } from '../../model/shell-line';
import type { Engine } from './find-engine';

/** An engine in the folder of a stack, as errors and ways out name it. */
export interface EnginePlace {
  readonly stack: string;
  readonly folder: string;
  readonly engine: Pick<Engine, 'command'>;
  /** Whether the engine was never run there, so that it takes an init before anything else. @default false */
  readonly takesInit?: boolean;
}

/** A command of the engine in that folder, for a person to paste. */
export function engineLine({ engine, folder, takesInit }: Omit<EnginePlace, 'stack'>, ...args: readonly string[]) {
  const line = (...words: readonly string[]) => shellLine(engine.command, `-chdir=${folder}`, ...words);
  return takesInit && args[0] !== 'init' ? `${line('init')} && ${line(...args)}` : line(...args);
}
