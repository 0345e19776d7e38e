import { type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { accessTo } from '../deploy/bucket-access';
import { LinodeError } from '../linode/error';
import type { RequestLimits } from '../object-storage/client';
import { storeErrorText } from '../object-storage/error-text';
import { NoObjectStorage } from '../object-storage/web-pages';
import { type Finding, notChecked } from './check';
import { mayPass } from './http';
import type { Surroundings } from './surroundings';

export const STORE_TRY_AGAIN =
  'the object storage has trouble, or was asked too often (https://status.linode.com): run doctor again in some minutes';

/** A person waits for doctor. */
export const requestLimitsOf = ({
  timeoutMs = 15_000,
}: {
  readonly timeoutMs?: number | undefined;
}): RequestLimits => ({
  timeoutMs,
  attempts: 1,
});

/**
 * Looks into the store with the key of the environment. Without a key, or where the key or the bucket is refused,
 * nothing was checked: what to do about that is said by the check of the buckets.
 */
export async function lookIntoStore(
  { platform, environment, timeoutMs }: Surroundings,
  look: (s3: S3Client) => Promise<Finding>,
): Promise<Finding> {
  const fix = 'see the line of the buckets';
  if (!hasKey(environment)) return notChecked('no key of the object storage is set', fix);
  try {
    return await look(accessTo(platform.state.endpoint, environment, requestLimitsOf({ timeoutMs })));
  } catch (error) {
    return notChecked(`the object storage does not answer that: ${whatOf(error)}`, fix);
  }
}

export const hasKey = (environment: Surroundings['environment']) =>
  Boolean(environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY);

/** Status of a refusal by the store; undefined for every other error. */
export const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** What to do about a refusal by a store, by a key of these variables. */
export function storeFix(error: unknown, variables: string): string {
  const status = statusOf(error);
  if (mayPass({ status })) return STORE_TRY_AGAIN;
  const name = error instanceof Error ? error.name : '';
  if (name === 'SignatureDoesNotMatch') return `correct the secret in ${variables}: it does not belong to that key`;
  if (name === 'InvalidAccessKeyId') {
    return `${variables} is not a key of this object storage, or was revoked: get one of your own with npx lke-platform bootstrap`;
  }
  if (status === 403) return 'the key does not open this bucket: get one of your own with npx lke-platform bootstrap';
  if (status === 404) return 'make it: npx lke-platform bootstrap';
  return 'see the line of the object storage';
}

/** An error in one line. */
export function whatOf(error: unknown): string {
  if (error instanceof LinodeError) return error.what;
  return storeErrorText(error);
}

/** Whether an error is about the way to somewhere, and not about this program. */
export function isAboutTheWay(error: unknown): boolean {
  if (error instanceof S3ServiceException || error instanceof LinodeError || error instanceof NoObjectStorage)
    return true;
  const { code, name } = error as NodeJS.ErrnoException;
  return name === 'TimeoutError' || /^(E[A-Z]+|UND_ERR_\w+|CERT_\w+|\w+_CERT\w*)$/.test(code ?? '');
}
