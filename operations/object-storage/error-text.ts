import { S3ServiceException } from '@aws-sdk/client-s3';

/** What a store answered, or why it did not, in one line: `403 AccessDenied`, `connect ECONNREFUSED 127.0.0.1:9`. */
export function storeErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { httpStatusCode: status } = error instanceof S3ServiceException ? error.$metadata : {};
  if (status !== undefined) return `${status} ${error.name}`;
  // Where several addresses were tried, the message is empty.
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}
