import { parseVersionKey, versionKey } from '../../../../operations/secrets/sources/version-key';

describe('the name of a version of a secret', () => {
  it.each([
    ['00000003.age', { version: 3 }],
    [
      '00000003@20261128T095500Z-0a1b2c3d.age',
      { version: 3, changedAt: '2026-11-28T09:55:00.000Z', rotation: '0a1b2c3d' },
    ],
  ])('%s tells what it is', (name, told) => {
    expect(parseVersionKey(name)).toEqual(told);
    expect(versionKey(told)).toBe(name);
  });

  it.each(['3.age', '00000003.txt', '00000003@now-0a1b2c3d.age', 'inner/00000003.age'])('%s is none', (name) => {
    expect(parseVersionKey(name)).toBeUndefined();
  });
});
