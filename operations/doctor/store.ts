import { type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { accessTo } from '../deploy/bucket-access';
import { LinodeError } from '../linode/error';
import { type Finding, notChecked } from './check';
import type { Surroundings } from './surroundings';

/**
 * Looks into the store with the key of the environment. Without a key, or where the key or the bucket is refused,
 * nothing was checked: what to do about that is said by the check of the buckets.
 */
export async function lookIntoStore(
  { platform, environment }: Surroundings,
  look: (s3: S3Client) => Promise<Finding>,
): Promise<Finding> {
  const fix = 'mend what is found about the buckets';
  if (!hasKey(environment)) return notChecked('no key of the object storage is set', fix);
  try {
    return await look(accessTo(platform.state.endpoint, environment));
  } catch (error) {
    return notChecked(`the object storage does not answer that: ${whatOf(error)}`, fix);
  }
}

export const hasKey = (environment: Surroundings['environment']) =>
  Boolean(environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY);

/** Status of a refusal by the store; undefined for every other error. */
export const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** An error in one line. */
export function whatOf(error: unknown): string {
  if (error instanceof LinodeError) return error.what;
  if (!(error instanceof Error)) return String(error);
  const status = statusOf(error);
  return status === undefined ? error.message || error.name : `${status} ${error.name}`;
}
