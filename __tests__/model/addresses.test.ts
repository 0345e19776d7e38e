import { baselineBucketAddress, bucketAddress, CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import { BUCKETS } from '../../model/naming';
import { resourceAddresses } from '../support/addresses';
import { ENTERPRISE, examplePlatform, platformOf } from '../support/platforms';
import { synthesizeStack } from '../support/synthesize';

const addressesIn = (stack: string) => resourceAddresses(synthesizeStack(examplePlatform(), stack));

describe('the addresses that the model knows', () => {
  it('are those of the cluster stack', () => {
    const addresses = resourceAddresses(synthesizeStack(platformOf(ENTERPRISE), 'cluster'));

    expect(addresses).toEqual(expect.arrayContaining(Object.values(CLUSTER_ADDRESSES)));
  });

  it('are those of the pools of an environment', () => {
    expect(addressesIn('production')).toEqual(
      expect.arrayContaining([nodePoolAddress('general'), nodePoolAddress('memory')]),
    );
  });

  it('are those of the buckets', () => {
    expect(addressesIn('state')).toEqual(expect.arrayContaining(BUCKETS.map(bucketAddress)));
    expect(addressesIn('system')).toEqual(
      expect.arrayContaining([baselineBucketAddress('loki'), baselineBucketAddress('tempo')]),
    );
  });
});
