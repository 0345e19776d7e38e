import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModules } from '../modules/generate';
import type { Repository } from './repository';

/**
 * Refuses a release before anything is written.
 *
 * @param tags those of the release
 * @throws {Error} when something is not committed, when the modules are not what the constructs give, or when a tag is
 * there already
 */
export function refuseUnlessReady(root: string, repository: Repository, tags: readonly string[]): void {
  const uncommitted = repository.uncommitted();
  if (uncommitted.length > 0) {
    throw new Error(`a release is made of what is committed; commit or put away first: ${uncommitted.join(', ')}`);
  }
  const outdated = outdatedFiles(root);
  if (outdated.length > 0) {
    throw new Error(`not what the constructs give: ${outdated.join(', ')}; run npm run modules, and commit its files`);
  }
  const existing = repository.existing(tags);
  if (existing.length > 0) {
    throw new Error(`there already, but not on this branch: ${existing.join(', ')}; merge what they are tags of first`);
  }
}

const outdatedFiles = (root: string) =>
  Object.entries(generateModules(root))
    .filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text)
    .map(([file]) => file);
