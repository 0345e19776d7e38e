import { platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { resourcesOf, synthesize } from '../support/synthesize';

/** The locks of each stack by name, each with the provider that makes it; stacks without any are left out. */
function locksIn(change: PlatformData): Record<string, Record<string, unknown>> {
  const stacks = Object.entries(synthesize(platformOf({ ...STANDARD, ...change })).stacks).map(([stack, json]) => {
    const locks = resourcesOf(json).filter(({ type }) => type === 'linode_lock');
    return [stack, Object.fromEntries(locks.map(({ name, body }) => [name, body.provider]))] as const;
  });
  return Object.fromEntries(stacks.filter(([, locks]) => Object.keys(locks).length > 0));
}

describe('deletionLock', () => {
  it('is off by default', () => {
    expect(locksIn({})).toEqual({});
  });

  it('locks the cluster and every pool that is protected, through the beta version of the API', () => {
    expect(locksIn({ deletionLock: true })).toEqual({
      cluster: {
        cluster_lock: 'linode.beta',
        cluster_system_pool_lock: 'linode.beta',
        cluster_pool_lock: 'linode.beta',
      },
      system: { pool_lock: 'linode.beta' },
      production: { pool_lock: 'linode.beta' },
    });
  });

  it('is lifted by the first step of a teardown', () => {
    expect(locksIn({ deletionLock: true, deletionProtection: false })).toEqual({});
  });

  it('leaves the provider that lifts the locks of before in every stack that may have some', () => {
    const { stacks } = synthesize(platformOf(STANDARD));
    const beta = { alias: 'beta', api_version: 'v4beta' };

    expect(stacks.cluster?.provider.linode).toContainEqual(beta);
    expect(stacks.production?.provider.linode).toContainEqual(beta);
  });
});
