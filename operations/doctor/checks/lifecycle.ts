import { GetBucketLifecycleConfigurationCommand, type LifecycleRule, type S3Client } from '@aws-sdk/client-s3';
import { ok, warn, type Check } from '../check';
import { lookIntoStore, statusOf } from '../store';

export const lifecycle: Check = {
  id: 'lifecycle',
  title: 'lifecycle rule of the reports',
  run: (surroundings) =>
    lookIntoStore(surroundings, async (s3) => {
      const bucket = surroundings.platform.state.buckets.reports;
      const rules = (await rulesOf(s3, bucket)).filter((it) => it.Status === 'Enabled' && isForAll(it));
      const days = rules.find((it) => it.Expiration?.Days !== undefined)?.Expiration?.Days;
      if (days !== undefined) return ok(`reports in ${bucket} expire after ${days} days`);
      return warn(`no rule lets the reports in ${bucket} expire`, 'make it: npx lke-platform apply state');
    }),
};

const isForAll = ({ Filter, Prefix }: LifecycleRule) => (Filter?.Prefix ?? Prefix ?? '') === '';

async function rulesOf(s3: S3Client, bucket: string) {
  try {
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return Rules;
  } catch (error) {
    if (statusOf(error) === 404) return [];
    throw error;
  }
}
