import { S3Client } from '@aws-sdk/client-s3';
import { refuseWebPages } from './web-pages';
import type { Deadline } from '../machine/deadline';

/** Access to the objects of a store. */
export interface ObjectStorageAccess {
  /** Address of the S3 endpoint, such as `https://nl-ams-1.linodeobjects.com`. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How long a client waits. */
export interface RequestLimits {
  /** For the answer to a request. @default 60000 */
  readonly timeoutMs?: number;
  /** How often a request is sent that may succeed later. @default 3 */
  readonly attempts?: number;
}

const USUAL_TIMEOUT_MS = 30_000;

/** Limits by which requests that are not answered end well before a deadline, several of them one after the other. */
export const requestsWithin = ({ leftMs }: Deadline): RequestLimits => ({
  timeoutMs: Math.max(1, Math.min(USUAL_TIMEOUT_MS, Math.floor(leftMs / 4))),
  attempts: 2,
});

/** Linode has no AWS regions, but the client signs with one; this one means nothing. */
const UNUSED_REGION = 'us-east-1';

/** The client speaks of its own support for versions of Node, which is none of the user's business here. */
const NO_ADVERTISEMENT = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** A client for Linode Object Storage, and any other store of the Ceph kind. */
export function objectStorage(
  { endpoint, accessKey, secretKey }: ObjectStorageAccess,
  { timeoutMs = 60_000, attempts = 3 }: RequestLimits = {},
): S3Client {
  process.env[NO_ADVERTISEMENT] = 'true';
  const client = new S3Client({
    endpoint,
    region: UNUSED_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    // Such a store refuses the trailing checksums that the client adds of itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: attempts,
    // Without the last, the client would only warn, and wait for ever.
    requestHandler: {
      connectionTimeout: Math.min(10_000, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  refuseWebPages(client);
  return client;
}
