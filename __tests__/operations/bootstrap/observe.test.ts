import type { ObjectStorageKey } from '@linode/api-v4';
import { opensExactly } from '../../../operations/bootstrap/observe';

describe('a key that is in force', () => {
  const buckets = ['state', 'artifacts', 'ledger', 'reports'].map((name) => ({ name, region: 'nl-ams' }));
  const access = (name: string, fields: object = {}) => ({
    bucket_name: name,
    region: 'nl-ams',
    permissions: 'read_write',
    ...fields,
  });
  const all = buckets.map(({ name }) => access(name));
  const opens = (bucket_access: object[] | null) =>
    opensExactly({ bucket_access } as Pick<ObjectStorageKey, 'bucket_access'>, buckets);

  it('opens all buckets of the platform, in any order', () => {
    expect(opens(all)).toBe(true);
    expect(opens([...all].reverse())).toBe(true);
    expect(opens(all.map((it) => ({ ...it, region: undefined })))).toBe(true);
  });

  it.each([
    ['one that opens a bucket more', [...all, access('foreign')]],
    ['one that opens a bucket less', all.slice(1)],
    ['one that opens another bucket', [...all.slice(1), access('foreign')]],
    ['one that opens a bucket of that name elsewhere', [...all.slice(1), access('state', { region: 'us-ord' })]],
    ['one that may only read', [...all.slice(1), access('state', { permissions: 'read_only' })]],
    ['one that opens everything', null],
  ])('is not %s', (_which, given) => {
    expect(opens(given)).toBe(false);
  });
});
