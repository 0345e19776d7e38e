import { GetBucketLifecycleConfigurationCommand, type S3Client } from '@aws-sdk/client-s3';
import { REPORTS_PREFIX } from '../../../model/naming';
import { ok, warn, type Check } from '../check';
import { lookIntoStore, statusOf } from '../store';

export const lifecycle: Check = {
  id: 'lifecycle',
  title: 'lifecycle rule of the artifacts',
  run: (surroundings) =>
    lookIntoStore(surroundings, async (s3) => {
      const bucket = surroundings.platform.state.buckets.artifacts;
      const rule = (await rulesOf(s3, bucket)).find((it) => (it.Filter?.Prefix ?? it.Prefix) === REPORTS_PREFIX);
      const days = rule?.Status === 'Enabled' ? rule.Expiration?.Days : undefined;
      if (days !== undefined) return ok(`reports in ${bucket} expire after ${days} days`);
      return warn(`no rule lets the reports in ${bucket} expire`, 'make it: npx lke-platform apply state');
    }),
};

async function rulesOf(s3: S3Client, bucket: string) {
  try {
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return Rules;
  } catch (error) {
    if (statusOf(error) === 404) return [];
    throw error;
  }
}
