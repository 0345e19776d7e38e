import { bucketNames, describeState } from '../../../operations/adopt/describe-state';
import type { LiveBucket } from '../../../operations/adopt/live';
import { live } from '../../support/live';

const bucket = (name: string, region = 'nl-ams', endpointHost = `${region}-1.linodeobjects.com`): LiveBucket => ({
  name,
  region,
  endpointHost,
  acl: 'private',
});

const describeBuckets = (...buckets: LiveBucket[]) => describeState(live({ buckets }), 'shop', 'shop');

describe('the description of the state', () => {
  it('looks for the buckets of the platform by name', () => {
    expect(bucketNames('shop')).toEqual([
      'shop-state',
      'shop-artifacts',
      'shop-ledger',
      'shop-reports',
      'shop-loki',
      'shop-tempo',
    ]);
  });

  it('is none where the buckets are, or will be, where the platform expects them', () => {
    expect(describeBuckets().data).toBeUndefined();
    expect(describeBuckets(bucket('shop-state')).data).toBeUndefined();
  });

  it('has the prefix that the user chose', () => {
    expect(describeState(live(), 'shop', 'acme').data).toEqual({ bucketPrefix: 'acme' });
  });

  it('has the region and the endpoint of buckets that are elsewhere', () => {
    expect(describeBuckets(bucket('shop-state', 'us-ord', 'us-ord-1.linodeobjects.com')).data).toEqual({
      region: 'us-ord',
      endpointHost: 'us-ord-1.linodeobjects.com',
    });
  });

  it('leaves out buckets that are not beside the first', () => {
    expect(describeBuckets(bucket('shop-state'), bucket('shop-loki', 'us-ord')).leftOut).toEqual([
      expect.objectContaining({ what: 'the bucket shop-loki in us-ord' }),
    ]);
  });
});
