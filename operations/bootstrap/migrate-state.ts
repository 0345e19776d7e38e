import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder, localStateFile, runInFolder, type Site } from './site';
import { readVariables } from './variables-file';

/**
 * Copies the local state into the bucket. The engine refuses that where another state is in its place, so nothing is
 * lost; the local one stays until the next look finds the copy.
 */
export async function migrateState(site: Site): Promise<void> {
  const variables = readVariables(site.places.variables);
  const engine = (...args: string[]) => runInFolder(site, site.stackFolder, variables, ...args);
  // The folder may know another bucket from before; the local state is the one that counts.
  await engine('init', '-input=false', '-no-color', '-reconfigure');
  await engine('state', 'push', localStateFile(site));
}

/** Puts the local state aside once its copy in the bucket is known to be there, and removes what went with it. */
export function forgetLocalState(site: Site): Promise<void> {
  const aside = join(site.places.work, 'migrated.tfstate');
  renameSync(localStateFile(site), aside);
  // The engine lets everybody read it, and it holds secrets.
  chmodSync(aside, 0o600);
  rmSync(localFolder(site), { recursive: true });
  return Promise.resolve();
}
