import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_FILE } from '../modules/contract';
import { GUIDE_FILE } from '../modules/generate';
import { readVersions, tagOf, VERSIONS_FILE } from '../modules/source';
import { writeModules } from '../modules/write';
import { newestEntry, withRelease } from './changelog';
import { changelogOf, type PlannedRelease } from './plan-releases';
import { refuseUnlessReady } from './readiness';
import type { Repository } from './repository';

export interface Release {
  /** Folder of the repository. */
  readonly root: string;
  readonly repository: Repository;
  readonly releases: readonly PlannedRelease[];
  /** Day of the release, such as 2026-11-23. */
  readonly date: string;
}

/**
 * Releases modules: writes their versions and changelog entries, commits, and tags the commit. Nothing is pushed.
 *
 * @returns the tags
 * @throws {Error} as {@link refuseUnlessReady}; nothing is changed then
 */
export function release({ root, repository, releases, date }: Release): string[] {
  const tags = releases.map(({ module, next }) => tagOf(module, next));
  refuseUnlessReady(root, repository, tags);
  const versions = { ...readVersions(root), ...Object.fromEntries(releases.map(({ module, next }) => [module, next])) };
  writeFileSync(join(root, VERSIONS_FILE), `${JSON.stringify(versions, undefined, 2)}\n`);
  for (const { module, next, changes } of releases) {
    edit(join(root, changelogOf(module)), (text) => withRelease(text, next, date, changes));
  }
  writeModules(root);

  repository.commit(`chore(modules): release ${tags.join(', ')}`, ['modules', CONTRACT_FILE, GUIDE_FILE]);
  for (const { module, next } of releases) {
    const entry = newestEntry(readFileSync(join(root, changelogOf(module)), 'utf8'));
    repository.tag(tagOf(module, next), `${module} ${next}\n\n${entry}\n`);
  }
  return tags;
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
