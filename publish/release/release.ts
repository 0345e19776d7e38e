import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryUrl, readVersions, sourceOf, tagOf, VERSIONS_FILE } from '../modules/source';
import { writeModules } from '../modules/write';
import { newestEntry, withRelease } from './changelog';
import { changelogOf, type PlannedRelease } from './plan-releases';
import type { Repository } from './repository';

/** What names versions beside the generated files. */
const GUIDE = 'docs/guides/modules.md';

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
 * @throws {Error} when something is not committed
 */
export function release({ root, repository, releases, date }: Release): string[] {
  const uncommitted = repository.uncommitted();
  if (uncommitted.length > 0) {
    throw new Error(`a release is made of what is committed; commit or put away first: ${uncommitted.join(', ')}`);
  }
  const former = readVersions(root);
  const versions = { ...former, ...Object.fromEntries(releases.map(({ module, next }) => [module, next])) };
  writeFileSync(join(root, VERSIONS_FILE), `${JSON.stringify(versions, undefined, 2)}\n`);
  for (const { module, next, changes } of releases) {
    edit(join(root, changelogOf(module)), (text) => withRelease(text, next, date, changes));
    edit(join(root, GUIDE), (text) => withVersion(text, repositoryUrl(root), module, former[module], next));
  }
  writeModules(root);

  const tags = releases.map(({ module, next }) => tagOf(module, next));
  repository.commit(`chore(modules): release ${tags.join(', ')}`, ['modules', 'contracts', GUIDE]);
  for (const { module, next } of releases) {
    const entry = newestEntry(readFileSync(join(root, changelogOf(module)), 'utf8'));
    repository.tag(tagOf(module, next), `${module} ${next}\n\n${entry}\n`);
  }
  return tags;
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const withVersion = (text: string, repository: string, module: string, before: string, after: string) =>
  text.replaceAll(sourceOf(repository, module, before), sourceOf(repository, module, after));
