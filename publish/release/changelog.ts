import type { Change, Level } from './change';

const UNRELEASED = '## Unreleased';

/** Headings below {@link UNRELEASED}, and what each declares. */
const DECLARED: readonly (readonly [heading: string, level: Level])[] = [
  ['### Breaking', 'major'],
  ['### Added', 'minor'],
  ['### Changed', 'minor'],
  ['### Fixed', 'patch'],
];

/** Level that a changelog declares for the next release; undefined if nothing stands under `## Unreleased`. */
export function declaredLevel(changelog: string): Level | undefined {
  const notes = unreleasedNotes(changelog);
  return DECLARED.find(([heading]) => notes.split('\n').includes(heading))?.[1];
}

/**
 * Makes a release of what stands under `## Unreleased`, and adds what changed of the interface.
 *
 * @param date day of the release, such as 2026-11-23
 */
export function withRelease(changelog: string, version: string, date: string, changes: readonly Change[]): string {
  const parts = [`## ${version} (${date})`, unreleasedNotes(changelog), interfaceNotes(changes)];
  const entry = parts.filter((part) => part !== '').join('\n\n');
  return `${headOf(changelog)}\n\n${UNRELEASED}\n\n${[entry, ...releasesOf(changelog)].join('\n\n')}\n`;
}

/** Whether a changelog tells of a release. */
export const hasRelease = (changelog: string) => releasesOf(changelog).length > 0;

/** The newest entry of a changelog, without its heading. */
export const newestEntry = (changelog: string) => (releasesOf(changelog)[0] ?? '').replace(/^## .*\n*/, '');

const interfaceNotes = (changes: readonly Change[]) =>
  changes.length === 0 ? '' : ['### Interface', '', ...changes.map(({ text }) => `- ${sentence(text)}`)].join('\n');

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

const sectionsOf = (changelog: string) => changelog.split(/\n(?=## )/).map((section) => section.trim());

const headOf = (changelog: string) => sectionsOf(changelog)[0] ?? '';

const releasesOf = (changelog: string) =>
  sectionsOf(changelog)
    .slice(1)
    .filter((section) => !section.startsWith(UNRELEASED));

const unreleasedNotes = (changelog: string) =>
  sectionsOf(changelog)
    .find((section) => section.startsWith(UNRELEASED))
    ?.slice(UNRELEASED.length)
    .trim() ?? '';
