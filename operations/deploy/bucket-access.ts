import type { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { objectStorage, type RequestLimits } from '../object-storage/client';

/**
 * A client for the bucket of reports: with a key of its own where there is one, as whoever only looks for drift has it.
 *
 * @param endpoint address of the object storage
 * @throws {Error} when no key is set
 */
export function accessToReports(
  endpoint: string,
  environment: EnvironmentVariables,
  requestLimits?: RequestLimits,
): S3Client {
  const { LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: own, LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY: secret } = environment;
  const key = own && secret ? { AWS_ACCESS_KEY_ID: own, AWS_SECRET_ACCESS_KEY: secret } : {};
  return accessTo(endpoint, { ...environment, ...key }, requestLimits);
}

/**
 * A client for the buckets of a platform, with the key that the engine uses too.
 *
 * @param endpoint address of the object storage
 * @throws {Error} when no key is set
 */
export function accessTo(endpoint: string, environment: EnvironmentVariables, requestLimits?: RequestLimits): S3Client {
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey } = environment;
  if (accessKey && secretKey) return objectStorage({ endpoint, accessKey, secretKey }, requestLimits);
  throw new Error(
    'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Set them to a key of the buckets; bootstrap writes both to a file to source.',
  );
}
