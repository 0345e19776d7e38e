import * as limits from '../../model/limits';
import { ownKeyLabel, parseOwnKeyLabel } from '../../model/own-keys';

const NOW = new Date('2026-11-28T23:59:00Z');
const given = { platform: 'acme', key: 'bucket-key', now: NOW, random: '0a1b' } as const;

describe('the label of an own key', () => {
  it('tells when it was made, and which one it replaces', () => {
    expect(ownKeyLabel(given)).toBe('acme-team-261128-0a1b');
    const label = ownKeyLabel({ ...given, key: 'linode-token', replaces: 4711 });

    expect(label).toBe('acme-token-261128-0a1b-3mv');
    expect(parseOwnKeyLabel('acme', 'linode-token', label, NOW)).toEqual({
      madeAt: '2026-11-28T00:00:00.000Z',
      replaces: 4711,
    });
  });

  it('fits into the 50 characters that Linode allows', () => {
    const platform = 'a'.repeat(limits.platformName.max);
    expect(ownKeyLabel({ ...given, platform, replaces: 99_999_999_999 }).length).toBeLessThan(51);
  });

  it('is known where it tells no day, as before', () => {
    expect(parseOwnKeyLabel('acme', 'bucket-key', 'acme-team-0a1b2c', NOW)).toEqual({
      madeAt: undefined,
      replaces: undefined,
    });
  });

  it('tells nothing of an age where the clock of its maker was ahead', () => {
    expect(parseOwnKeyLabel('acme', 'bucket-key', 'acme-team-270101-0a1b-1', NOW)).toEqual({
      madeAt: undefined,
      replaces: 1,
    });
  });

  it.each(['acme-team', 'acme-team-lead', 'other-team-261128-0a1b', 'acme-team-269999-0a1b', 'team-261128-0a1b'])(
    'is not that of another one: %s',
    (label) => {
      expect(parseOwnKeyLabel('acme', 'bucket-key', label, NOW)).toBeUndefined();
    },
  );

  it('is not that of a platform whose name only begins the same', () => {
    expect(parseOwnKeyLabel('acme', 'bucket-key', 'acme-team-team-261128-0a1b', NOW)).toBeUndefined();
  });
});
