import { baselineBucketNameOf, bucketNameOf, BUCKETS } from '../../model/naming';
import type { LinodeMarks } from './linode-things';
import type { Thing } from './thing';

/** A platform, as far as its things at Linode are told by its names. */
export interface NamedPlatform {
  readonly platform: string;
  readonly bucketPrefix: string;
  readonly clusterLabel: string | undefined;
}

/**
 * What tells the things of a platform at Linode.
 *
 * @param held what its states hold
 * @param wanted what plans would make. @default - nothing
 */
export function linodeMarks(
  { platform, bucketPrefix, clusterLabel }: NamedPlatform,
  held: readonly Thing[],
  wanted: readonly Pick<Thing, 'type' | 'name'>[] = [],
): LinodeMarks {
  return {
    platform,
    clusterLabel,
    vpcLabel: [...held, ...wanted].find(({ type }) => type === 'linode_vpc')?.name,
    buckets: [
      ...BUCKETS.map((bucket) => bucketNameOf(bucketPrefix, bucket)),
      ...(['loki', 'tempo'] as const).map((part) => baselineBucketNameOf(bucketPrefix, part)),
    ],
    clusterIds: held.filter(({ type }) => type === 'linode_lke_cluster').map(({ id }) => id),
  };
}
