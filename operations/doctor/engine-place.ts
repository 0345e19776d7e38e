import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EnginePlace, engineLine } from '../engine/engine-place';
import { findEngine } from '../engine/find-engine';
import { shellLine } from '../../model/shell-line';
import type { Surroundings } from './surroundings';

/** The engine in the folder of a stack. Where there is no engine yet, it is called as the usual one. */
export async function placeOf(
  { output, environment }: Pick<Surroundings, 'output' | 'environment'>,
  stack: string,
): Promise<EnginePlace> {
  const engine = await findEngine(environment).catch(() => ({ command: 'terraform' }));
  return { stack, folder: join(output, 'stacks', stack), engine };
}

/** A command of the engine for a person to paste, after what it takes in a folder in which the engine was never run. */
export function readyLine(place: EnginePlace, line: string): string {
  const { folder } = place;
  return [
    ...(existsSync(folder) ? [] : [shellLine('npx', 'lke-platform', 'synth')]),
    ...(existsSync(join(folder, '.terraform')) ? [] : [engineLine(place, 'init')]),
    line,
  ].join(' && ');
}
