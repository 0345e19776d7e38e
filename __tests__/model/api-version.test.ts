import { API_VERSION, isNewer, versionOf } from '../../model/api-version';

describe('the version of a platform file', () => {
  it.each([
    [{ apiVersion: API_VERSION }, API_VERSION],
    [{ apiVersion: 1 }, 1],
    [{ name: 'acme' }, undefined],
    [null, undefined],
    ['text', undefined],
  ])('of %j is %s', (data, version) => {
    expect(versionOf(data)).toBe(version);
  });

  it.each([
    ['lke-platform.io/v2', true],
    ['lke-platform.io/v10', true],
    [API_VERSION, false],
    ['lke-platform.io/v0', false],
    ['lke-platform.io/v2beta', false],
    ['example.com/v2', false],
    [2, false],
    [undefined, false],
  ])('%j is newer than this release reads: %s', (version, newer) => {
    expect(isNewer(version)).toBe(newer);
  });
});
