import { isLiving } from '../../../operations/retirement/living-namespace';

const clientWith = (found: object | undefined) => ({ get: () => Promise.resolve(found as never) });

describe('a namespace that can be backed up', () => {
  it('is there, and is not being deleted', async () => {
    const metadata = { name: 'env-staging' };
    const going = { metadata: { ...metadata, deletionTimestamp: '2026-11-28T10:00:00Z' } };

    expect(await isLiving(clientWith({ metadata }), 'env-staging')).toBe(true);
    expect(await isLiving(clientWith(going), 'env-staging')).toBe(false);
    expect(await isLiving(clientWith(undefined), 'env-staging')).toBe(false);
  });
});
