import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../operations/object-storage/client';
import { holdingLock } from '../../../operations/object-storage/hold-lock';
import { lockOn } from '../../../operations/object-storage/locks';

const PLACE = { bucket: 'acme-locked-state', key: 'acme/production.tfstate' };

describe('a lock that is held for the time of some work', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(PLACE.bucket);
  });
  afterEach(() => s3.stop());
  const client = () => objectStorage(s3.access(), { attempts: 1 });
  const held = () => lockOn(client(), PLACE.bucket, PLACE.key);

  it('is one as the engine takes it, and is gone afterwards, also where the work fails', async () => {
    const during = await holdingLock(client(), PLACE, 'restore-state', held);
    const failed = holdingLock(client(), PLACE, 'restore-state', () => Promise.reject(new Error('no')));

    expect(during).toMatchObject({ operation: 'restore-state', stateKey: PLACE.key, id: expect.any(String) as string });
    await expect(failed).rejects.toThrow('no');
    expect(await held()).toBeUndefined();
  });

  it('is taken by one alone', async () => {
    const second = jest.fn(() => Promise.resolve());
    const both = holdingLock(client(), PLACE, 'first', () => holdingLock(client(), PLACE, 'second', second));

    await expect(both).rejects.toThrow(/locked by .*\(first\)/);
    expect(second).not.toHaveBeenCalled();
  });
});
