import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that a synth writes to first, by process. A killed process leaves its own behind. */
const STAGING = /^\.synth-(\d+)$/;

/** The folder inside an output folder that this process writes to first, so that a rename can move files out of it. */
export function stagingFolder(folder: string): string {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const owner = STAGING.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name), { recursive: true });
  }
  return join(folder, `.synth-${process.pid}`);
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes a folder that nothing was put into. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * Refuses to write where something else lives: files in an output folder are replaced and removed.
 *
 * @throws {Error} when the folder holds anything and is not an output of a synth
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

/**
 * Refuses a folder for many platforms that is the output of one.
 *
 * @throws {Error} when the folder is a file, or such an output
 */
export function requireFleetFolder(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) throw new Error(`${folder} is a file; name a folder for the output`);
  if (isOutput(folder)) throw new Error(`${folder} holds the output of a single platform; name another folder`);
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
