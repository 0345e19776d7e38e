import { lock } from '../../../../operations/doctor/checks/lock';
import { Bucket } from '../../../support/s3-stand-in/bucket';
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

    expect([...ward.s3.buckets.keys()]).toHaveLength(3);
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

  it('is not made without a token', async () => {
    expect(await ward.find(lock, { variables: { LINODE_TOKEN: undefined } })).toEqual({
      status: 'not-checked',
      found: expect.stringContaining('LINODE_TOKEN is not set') as string,
      fix: 'set LINODE_TOKEN',
    });
  });
});
