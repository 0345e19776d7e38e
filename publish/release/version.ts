import { inc, major } from 'semver';
import type { Level } from './change';

/**
 * The version after another one. Below 1.0.0 a breaking change raises the minor version and every other one the patch,
 * as semantic versioning has it for what is not yet stable.
 */
export function nextVersion(version: string, level: Level): string {
  const raised = major(version) > 0 ? level : level === 'major' ? 'minor' : 'patch';
  const next = inc(version, raised);
  if (next === null) throw new Error(`"${version}" is not a version`);
  return next;
}

/** The first stable version. A module gets it when a person writes it into `modules/versions.json`. */
const FIRST_STABLE = '1.0.0';

/** Whether a module is to become stable. */
export const becomesStable = (last: string, wanted: string) => last.startsWith('0.') && wanted === FIRST_STABLE;

/** The version after another one, or the first stable one where that is wanted. */
export const versionAfter = (last: string, level: Level, wanted: string): string =>
  becomesStable(last, wanted) ? FIRST_STABLE : nextVersion(last, level);
