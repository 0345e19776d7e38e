import { declaredLevel, newestEntry, withRelease } from '../../../publish/release/changelog';
import { major, minor } from '../../../publish/release/change';

const CHANGELOG = `# Changelog

## Unreleased

### Breaking

- \`zone\` is gone: name the region instead.

### Fixed

- Less noise.

## 1.0.0 (2026-11-01)

### Added

- First version.
`;
const NOTHING_NEW = '# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-11-01)\n\n### Breaking\n\n- Old news.\n';

describe('a changelog', () => {
  it.each([
    [CHANGELOG, 'major'],
    [CHANGELOG.replace('### Breaking', '### Added'), 'minor'],
    [CHANGELOG.replace('### Breaking', '### Changed'), 'minor'],
    [NOTHING_NEW, undefined],
    ['# Changelog\n', undefined],
  ])('declares the weightiest heading of what is not released yet', (changelog, level) => {
    expect(declaredLevel(changelog)).toBe(level);
  });

  it('makes a release of what is not released yet, and adds what changed of the interface', () => {
    const changes = [major('the input `zone` is gone'), minor('refused before the apply: label is odd.')];

    expect(withRelease(CHANGELOG, '2.0.0', '2026-11-23', changes)).toBe(`# Changelog

## Unreleased

## 2.0.0 (2026-11-23)

### Breaking

- \`zone\` is gone: name the region instead.

### Fixed

- Less noise.

### Interface

- The input \`zone\` is gone.
- Refused before the apply: label is odd.

## 1.0.0 (2026-11-01)

### Added

- First version.
`);
  });

  it('is told apart from the entries before it', () => {
    const released = withRelease(NOTHING_NEW, '1.0.1', '2026-11-23', []);

    expect(newestEntry(released)).toBe('');
    expect(declaredLevel(released)).toBeUndefined();
    expect(newestEntry(CHANGELOG)).toBe('### Added\n\n- First version.');
  });
});
