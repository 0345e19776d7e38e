import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Staging folder of a synth, which a killed process may leave behind. */
const STAGING = /^\.synth-\d+$/;

/**
 * Refuses to write where something else lives: files in an output folder are replaced and removed.
 *
 * @throws {Error} when the folder holds anything and is no output of a synth
 */
export function requireOwnFolder(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) throw new Error(`${folder} is a file; name a folder for the output`);
  if (isEmpty(folder) || isOutput(folder)) return;
  throw new Error(
    `${folder} holds something that no synth wrote (it has no manifest.json of one), and a synth would remove files in it. ` +
      'Name another folder, or empty this one.',
  );
}

/** True for a folder without files, with what a first synth that failed may leave. */
function isEmpty(folder: string): boolean {
  const entries = readdirSync(folder).filter((name) => !STAGING.test(name));
  return entries.every((name) => name === 'stacks' && readdirSync(join(folder, name)).length === 0);
}

function isOutput(folder: string): boolean {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return false;
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'stacks' in manifest && 'version' in manifest;
  } catch {
    return false;
  }
}
