import { LEVELS, type Level } from './change';
import { changelogOf, type PlannedRelease } from './plan-releases';

/** Heading of the changelog under which each level is declared. */
const HEADINGS = { major: '### Breaking', minor: '### Added', patch: '### Fixed' } as const;

/** Modules that changed more than their changelogs say. */
export class UndeclaredChanges extends Error {
  constructor(readonly problems: readonly { readonly what: string }[]) {
    super(problems.map(({ what }) => what).join('\n'));
  }
}

/**
 * Refuses releases whose changelogs declare less than what changed, so that nobody is surprised by a version.
 *
 * @throws {UndeclaredChanges} with each of them
 */
export function refuseUndeclared(releases: readonly PlannedRelease[]): void {
  const problems = releases
    .filter(({ last, measured, declared }) => last !== undefined && isMore(measured, declared ?? 'patch'))
    .map(({ module, last, measured, declared, changes }) => ({
      file: changelogOf(module),
      what: `${module} changed more since ${String(last)} than its changelog declares: ${reasons(changes, measured)}`,
      given: declared ?? 'nothing',
      allowed: measured,
      fix: `say under ## Unreleased, below ${HEADINGS[measured]}, what callers have to know`,
    }));
  if (problems.length > 0) throw new UndeclaredChanges(problems);
}

const isMore = (measured: Level, declared: Level) => LEVELS.indexOf(measured) < LEVELS.indexOf(declared);

const reasons = (changes: PlannedRelease['changes'], level: Level) =>
  changes
    .filter((change) => change.level === level)
    .map(({ text }) => text)
    .join('; ');
