import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Beginning of the names of the folders that saved plans are in while a command runs. */
const PLAN_FOLDER_PREFIX = 'lke-platform-plan-';

/**
 * Does something with a new folder for saved plans, which only this user can read, and removes it afterwards with all
 * that is in it: a saved plan holds secrets.
 */
export async function withPlanFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), PLAN_FOLDER_PREFIX));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
