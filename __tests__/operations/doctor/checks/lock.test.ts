import { EventEmitter } from 'node:events';
import { Interrupted } from '../../../../operations/engine/interrupts';
import { lock } from '../../../../operations/doctor/checks/lock';
import { Bucket } from '@lke-platform/stand-ins/s3/bucket';
import { Ward } from '../../../support/doctor';

describe('the check of the lock', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  /** From now on the store makes its buckets so. */
  function makeBuckets(versioning: Bucket['versioning']): void {
    jest.spyOn(ward.s3, 'createBucket').mockImplementation((name) => {
      ward.s3.buckets.set(name, Object.assign(new Bucket(), { versioning }));
    });
  }

  it('tries it on a throw-away bucket with a key of its own, and takes both away', async () => {
    expect(await ward.find(lock)).toMatchObject({ status: 'ok' });

    expect([...ward.s3.buckets.keys()]).toHaveLength(4);
    expect([...ward.linode.world.linode.buckets.keys()]).toEqual([]);
    expect([...ward.linode.world.linode.keys.keys()]).toEqual([]);
  });

  it('fails on a store that ignores it', async () => {
    makeBuckets('Enabled');

    expect(await ward.find(lock)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('this store ignores it') as string,
    });
  });

  it('fails when the platform file asks for versions in the state bucket, which is where it is ignored', async () => {
    expect(await ward.find(lock, { data: { state: { versioning: true } } })).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('state.versioning: false') as string,
    });
  });

  it('fails on a store on which it sticks', async () => {
    makeBuckets('Suspended');

    expect(await ward.find(lock)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('still counts as held') as string,
    });
  });

  it('takes everything away when the trial fails', async () => {
    const { faults } = ward.linode.world;
    faults.refuse({ type: 'api', operation: 'POST', name: /keys$/ }, { message: 'no keys today' });

    expect(await ward.find(lock)).toMatchObject({ status: 'not-checked' });
    expect([...ward.linode.world.linode.buckets.keys()]).toEqual([]);
  });

  it.each(['POST', 'DELETE'] as const)(
    'takes everything away when Ctrl-C comes at the %s of the key',
    async (operation) => {
      ward.linode.world.faults.delay({ type: 'api', operation, name: /keys/ }, 400);
      const signals = new EventEmitter();
      setTimeout(() => signals.emit('SIGINT'), 200);

      const surroundings = { ...ward.surroundings(), signals };

      await expect(lock.run(surroundings)).rejects.toThrow(Interrupted);
      expect([...ward.linode.world.linode.buckets.keys()]).toEqual([]);
      expect([...ward.linode.world.linode.keys.keys()]).toEqual([]);
    },
  );

  it('leads to the check of the token where that is wrong', async () => {
    ward.linode.world.faults.refuse({ type: 'api' }, { message: 'Invalid Token', status: 401 });

    expect(await ward.find(lock)).toEqual({
      status: 'fail',
      found: expect.stringMatching(/401 Invalid Token$/) as string,
      fix: expect.stringContaining('set LINODE_TOKEN') as string,
    });
  });

  it('is not made without a token', async () => {
    expect(await ward.find(lock, { variables: { LINODE_TOKEN: undefined } })).toEqual({
      status: 'not-checked',
      found: expect.stringContaining('LINODE_TOKEN is not set') as string,
      fix: 'set LINODE_TOKEN',
    });
  });
});
