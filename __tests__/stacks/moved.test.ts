import { movesOf } from '../../stacks/moved';
import type { Platform } from '../../model/platform';

const pool = (name: string) => `linode_lke_node_pool.pool["${name}"]`;
const lock = (name: string) => `linode_lock.pool_lock["${name}"]`;
const platform = (deletionLock: boolean | undefined, from = pool('general'), to = pool('web')) =>
  ({ deletionLock, moved: [{ stack: 'production', from, to }] }) as unknown as Platform;

describe('what is moved in a stack', () => {
  it('is what the platform file says of that stack', () => {
    expect(movesOf('production', platform(undefined))).toEqual([{ from: pool('general'), to: pool('web') }]);
    expect(movesOf('staging', platform(undefined))).toEqual([]);
  });

  it('is the lock on a pool with the pool, where Linode locks pools', () => {
    expect(movesOf('production', platform(true))).toEqual([
      { from: pool('general'), to: pool('web') },
      { from: lock('general'), to: lock('web') },
    ]);
  });

  it('leaves the lock alone where the pool was not an element of the pools before, and had its lock elsewhere', () => {
    const from = 'linode_lke_node_pool.web';

    expect(movesOf('production', platform(true, from))).toEqual([{ from, to: pool('web') }]);
  });

  it('is nothing but itself where it is not a pool', () => {
    const [from, to] = ['kubernetes_namespace_v1.namespace', 'kubernetes_namespace_v1.other'];

    expect(movesOf('production', platform(true, from, to))).toEqual([{ from, to }]);
  });
});
