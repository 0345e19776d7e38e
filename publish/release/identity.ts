import type { ModuleInterface } from '../modules/interface';
import { major, type Change } from './change';

/** Arguments that are others than before, and replace the resource: another namespace of a release, another region. */
export const identityChanges = (
  { identity: before }: ModuleInterface,
  { identity: after }: ModuleInterface,
): Change[] =>
  Object.entries(before).flatMap(([address, old]) => {
    const now = after[address];
    if (!now) return [];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((name) => old[name] !== now[name])
      .map((name) =>
        major(`\`${name}\` of \`${address}\` is ${code(now[name])}, it was ${code(old[name])}, which replaces it`),
      );
  });

const code = (expression: string | undefined) => (expression === undefined ? 'left out' : `\`${expression}\``);
