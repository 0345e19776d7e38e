import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { bucketAddress } from '../../model/addresses';
import { BUCKETS } from '../../model/naming';
import { aloneOnThisMachine } from '../bootstrap/alone';
import { Journal } from '../bootstrap/journal';
import { placesOf } from '../bootstrap/places';
import { withTemporaryKey } from '../bootstrap/temporaries';
import { linodeAccess } from '../linode/access';
import { bucketsNamed } from '../linode/buckets';
import { connectLinode } from '../linode/client';
import type { PlanSummary } from '../plan-review/plan-summary';
import type { Deployment } from './deployment';

/** Addresses of the platform's own buckets that a plan makes. */
const madeBy = ({ changes }: PlanSummary) => {
  const made = new Set(changes.flatMap(({ address, action }) => (action === 'create' ? address : [])));
  return BUCKETS.filter((bucket) => made.has(bucketAddress(bucket)));
};

/**
 * Applies a plan, with a key of its own where it makes a bucket of the platform: keys are limited by bucket, so that the
 * one of the environment cannot set the lifecycle rules of a bucket that it was minted before. The key is revoked
 * afterwards, whatever happens.
 *
 * @throws {Error} when a bootstrap of the platform is at work on this machine, which would revoke the key
 * @param work called with what stands in place of the variables of the environment
 */
export async function withKeyForNewBuckets<T>(
  deployment: Deployment,
  summary: PlanSummary,
  work: (variables: EnvironmentVariables) => Promise<T>,
): Promise<T> {
  const made = madeBy(summary);
  const { environment, output, signal } = deployment;
  if (made.length === 0) return work({});
  connectLinode(linodeAccess(output.linodeApi, environment));
  const [stateBucket] = await bucketsNamed(output.buckets.state);
  if (!stateBucket) return work({});
  const places = placesOf(output.platform, environment);
  return aloneOnThisMachine(places, () => {
    const site = {
      platform: { name: output.platform, state: { ...output, region: stateBucket.region } },
      journal: new Journal(join(places.work, 'bootstrap.jsonl')),
      interrupts: { signal },
      onStep: (text: string) => {
        deployment.step('state', text);
      },
    };
    return withTemporaryKey(site, ({ accessKey, secretKey }) =>
      work({ LINODE_OBJ_ACCESS_KEY: accessKey, LINODE_OBJ_SECRET_KEY: secretKey }),
    );
  });
}
