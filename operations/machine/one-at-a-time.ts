import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning } from './process';

/**
 * Does something that no two processes of this machine may do at once. What a dead process left does not count.
 *
 * @param file tells who is at it
 * @param what it is, such as `bootstrap of this platform`
 * @throws {Error} when another process is at it
 */
export async function oneAtATime<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  take(file, what);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string, what: string): void {
  while (!create(file)) {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner !== process.pid && isRunning({ pid: owner })) {
      throw new Error(
        `another ${what} is at work, process ${owner}. Wait for it, then run this again; ` +
          `only if there is none, remove ${file}.`,
      );
    }
    rmSync(file, { force: true });
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
