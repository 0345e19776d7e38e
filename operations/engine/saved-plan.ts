import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';

/** Where the files of the root module are inside a saved plan, which is a zip file. */
const ROOT_MODULE = 'tfconfig/m-/';

/** Beside it: the lock file of the providers. */
const LOCK_FILE = '.terraform.lock.hcl';

/**
 * The files that a saved plan was made from, by their names in the root module's folder. Local charts are none of them.
 *
 * @returns undefined for a file that is not a saved plan
 */
export function filesInPlan(file: string): ReadonlyMap<string, Uint8Array> | undefined {
  try {
    const entries = unzipSync(readFileSync(file), {
      filter: ({ name }) => name.startsWith(ROOT_MODULE) || name === LOCK_FILE,
    });
    return new Map(Object.entries(entries).map(([path, content]) => [path.replace(ROOT_MODULE, ''), content]));
  } catch {
    return undefined; // no zip file
  }
}
