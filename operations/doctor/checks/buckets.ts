import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { BUCKETS } from '../../../model/naming';
import { placesOf } from '../../bootstrap/places';
import { accessTo } from '../../deploy/bucket-access';
import { fail, ok, type Check } from '../check';
import { hasKey, statusOf, whatOf } from '../store';
import type { Surroundings } from '../surroundings';

export const buckets: Check = {
  id: 'buckets',
  title: 'buckets and their key',
  async run({ platform, environment }) {
    if (!hasKey(environment)) {
      const { variables } = placesOf(platform.name, environment);
      return fail(
        'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set',
        `source ${variables}; npx lke-platform bootstrap writes it`,
      );
    }
    for (const bucket of BUCKETS) {
      const name = platform.state.buckets[bucket];
      const error = await refusal(name, { platform, environment });
      if (error !== undefined) return fail(`${name}: ${whatOf(error)}`, fixFor(error));
    }
    return ok(Object.values(platform.state.buckets).join(', '));
  },
};

async function refusal(
  bucket: string,
  { platform, environment }: Pick<Surroundings, 'platform' | 'environment'>,
): Promise<unknown> {
  try {
    await accessTo(platform.state.endpoint, environment).send(new HeadBucketCommand({ Bucket: bucket }));
    return undefined;
  } catch (error) {
    return error;
  }
}

function fixFor(error: unknown): string {
  switch (statusOf(error)) {
    case 404:
      return 'make it: npx lke-platform bootstrap';
    case 403:
      return 'the key is no key of this bucket: get one of your own with npx lke-platform bootstrap';
    default:
      return 'mend what is found about the object storage';
  }
}
