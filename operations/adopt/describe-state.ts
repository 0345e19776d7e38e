import { catalogueOf } from '../../model/catalogue/catalogue';
import { baselineBucketNameOf, BUCKETS, bucketNameOf } from '../../model/naming';
import type { Live, LiveBucket } from './live';
import type { Part, PlatformData } from './part';

/** Parts of the baseline that have a bucket. */
export const BASELINE_BUCKETS = ['loki', 'tempo'] as const;

/** Names of all buckets of a platform. */
export const bucketNames = (prefix: string) => [
  ...BUCKETS.map((bucket) => bucketNameOf(prefix, bucket)),
  ...BASELINE_BUCKETS.map((part) => baselineBucketNameOf(prefix, part)),
];

/** The `state`: where the buckets are, as far as they exist. */
export function describeState({ cluster, buckets }: Live, name: string, prefix: string): Part<PlatformData['state']> {
  const place = buckets[0];
  const preferred = catalogueOf({}).regions.get(place?.region ?? '')?.objectStorage[0]?.host;
  const endpointHost = place?.endpointHost;
  const data = {
    ...(place && place.region !== cluster.region && { region: place.region }),
    ...(endpointHost !== undefined && endpointHost !== preferred && { endpointHost }),
    ...(prefix !== name && { bucketPrefix: prefix }),
  };
  const elsewhere = buckets.filter((bucket) => place && !isTogether(bucket, place));
  return {
    data: Object.keys(data).length > 0 ? data : undefined,
    notes: place ? [{ path: ['state'], text: `Where the bucket ${place.name} is.` }] : [],
    leftOut: elsewhere.map(({ name: bucket, region }) => ({
      what: `the bucket ${bucket} in ${region}`,
      reason: `the buckets of a platform are together, and ${place?.name ?? ''} is in ${place?.region ?? ''}`,
      consequence: 'it stays, unmanaged; a new one of that name is made beside the others',
    })),
  };
}

/** Whether two buckets are on the same endpoint. */
export const isTogether = (a: LiveBucket, b: LiveBucket) => a.region === b.region && a.endpointHost === b.endpointHost;
