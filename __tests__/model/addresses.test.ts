import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineBucketAddress, bucketAddress, CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import { BUCKETS } from '../../model/naming';
import { resourceAddresses } from '../support/addresses';
import { ENTERPRISE, platformOf } from '../support/platforms';
import { synthesizeStack } from '../support/synthesize';

/** The committed addresses of a stack of the example. */
const committed = (stack: string) =>
  readFileSync(join(__dirname, `../stacks/addresses/${stack}.txt`), 'utf8')
    .trim()
    .split('\n');

describe('the addresses that the model knows', () => {
  it('are those of the cluster stack', () => {
    const addresses = resourceAddresses(synthesizeStack(platformOf(ENTERPRISE), 'cluster'));

    expect(addresses).toEqual(expect.arrayContaining(Object.values(CLUSTER_ADDRESSES)));
  });

  it('are those of the pools of an environment', () => {
    expect(committed('production')).toEqual(
      expect.arrayContaining([nodePoolAddress('general'), nodePoolAddress('memory')]),
    );
  });

  it('are those of the buckets', () => {
    expect(committed('state')).toEqual(expect.arrayContaining(BUCKETS.map(bucketAddress)));
    expect(committed('system')).toEqual(
      expect.arrayContaining([baselineBucketAddress('loki'), baselineBucketAddress('tempo')]),
    );
  });
});
