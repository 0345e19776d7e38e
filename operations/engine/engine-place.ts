import { shellLine } from '../machine/shell';
import type { Engine } from './find-engine';

/** An engine in the folder of a stack, as errors and ways out name it. */
export interface EnginePlace {
  readonly stack: string;
  readonly folder: string;
  readonly engine: Pick<Engine, 'command'>;
}

/** A command of the engine in that folder, for a person to paste. */
export const engineLine = ({ engine, folder }: Omit<EnginePlace, 'stack'>, ...args: readonly string[]) =>
  shellLine(engine.command, `-chdir=${folder}`, ...args);
