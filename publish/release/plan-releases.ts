import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleName } from '../../model/entities/terraform-module';
import { readProviders } from '../hcl/provider-schema';
import { MODULES } from '../modules/all';
import type { ModuleDefinition } from '../modules/definition';
import { interfaceOf, type ModuleInterface } from '../modules/interface';
import { readVersions, tagOf } from '../modules/source';
import { declaredLevel, hasRelease } from './changelog';
import { weightiest, type Change, type Level } from './change';
import { compareInterfaces } from './compare';
import type { Repository } from './repository';
import { becomesStable, versionAfter } from './version';

/** What the next release of a module will be. */
export interface PlannedRelease {
  readonly module: ModuleName;
  /** Version of the last release; undefined before the first. */
  readonly last: string | undefined;
  readonly next: string;
  /** What changed of the interface since the last release. */
  readonly changes: readonly Change[];
  /** What the changes are. */
  readonly measured: Level;
  /** What the changelog says they are. */
  readonly declared: Level | undefined;
  /** What the release raises: the weightier of the two. */
  readonly level: Level;
}

export const changelogOf = (module: string) => `modules/${module}/CHANGELOG.md`;

/**
 * The releases that are due, of modules that changed since their last one or are to become stable.
 *
 * @param root folder of the repository
 * @throws {Error} when a release that a changelog tells of has no tag
 */
export function planReleases(root: string, repository: Repository): PlannedRelease[] {
  const providers = readProviders(root);
  return MODULES.flatMap((definition) => planRelease(root, repository, definition, interfaceOf(definition, providers)));
}

function planRelease(
  root: string,
  repository: Repository,
  { name }: ModuleDefinition,
  now: ModuleInterface,
): PlannedRelease[] {
  const changelog = readFileSync(join(root, changelogOf(name)), 'utf8');
  const declared = declaredLevel(changelog);
  const wanted = readVersions(root)[name];
  const last = repository.lastRelease(name);
  if (last === undefined) {
    if (hasRelease(changelog)) throw new Error(missingTag(name, wanted));
    const level = declared ?? 'minor';
    return [{ module: name, last, next: wanted, changes: [], measured: 'minor', declared, level }];
  }
  const folder = `modules/${name}`;
  const changed = repository.differs(name, last, [`:(glob)${folder}/*.tf`, `${folder}/interface.json`]);
  if (!changed && !becomesStable(last, wanted)) return [];
  const before = JSON.parse(repository.fileAt(name, last, `${folder}/interface.json`)) as ModuleInterface;
  const changes = compareInterfaces(before, now);
  // Whatever changed is worth a patch.
  const measured = weightiest(changes.map(({ level }) => level)) ?? 'patch';
  const level = weightiest([measured, ...(declared ? [declared] : [])]) ?? measured;
  return [{ module: name, last, next: versionAfter(last, level, wanted), changes, measured, declared, level }];
}

const missingTag = (module: string, version: string) =>
  `the changelog of ${module} tells of a release, but no tag ${tagOf(module, '*')} is here; ` +
  `fetch the tags (git fetch --tags, in CI with the whole history), or tag ${tagOf(module, version)}`;
