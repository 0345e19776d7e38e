import type { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StackId } from '../../model/naming';
import { parseState } from '../engine/state-json';
import { putAndReadBack } from '../object-storage/put-and-read-back';
import { accessTo } from './bucket-access';
import type { OutputFolder } from './output-folder';

/** Age recipients (https://age-encryption.org) that can read the snapshots, separated by commas or blanks. */
export const RECIPIENT_VARIABLE = 'LKE_PLATFORM_SNAPSHOT_RECIPIENT';

/** Beginning of the keys of snapshots in the artifacts bucket. */
const PREFIX = 'snapshots/';

/** Takes copies of states, encrypted before they leave this machine. */
export interface Snapshots {
  /** @returns the key of the copy in the artifacts bucket */
  take(stack: StackId, state: string): Promise<string>;
}

/**
 * The snapshots of a platform.
 *
 * @throws {Error} when the variables that they need are not set, with the flag that does without
 */
export async function openSnapshots(
  { endpoint, buckets }: OutputFolder,
  environment: EnvironmentVariables,
): Promise<Snapshots> {
  const recipients = recipientsIn(environment);
  if (recipients.length === 0) {
    throw new Error(
      `no snapshot of the state can be taken before the apply: ${RECIPIENT_VARIABLE} is not set. ` +
        'Set it to your age recipient (bootstrap writes it to the file to source), or go on without a way back: --no-snapshot.',
    );
  }
  const encrypt = await snapshotEncrypter(recipients);
  const s3 = accessTo(endpoint, environment);
  return {
    take: async (stack, state) => {
      const key = snapshotKey(stack, state);
      await put(s3, buckets.artifacts, key, await encrypt(state));
      return key;
    },
  };
}

/** Whether a text is, or begins as, the half of a key that nobody else may see. */
export const isIdentity = (text: string) => /^AGE-SECRET-KEY-/i.test(text);

/** Age recipients of an environment; none if the variable is not set. */
export const recipientsIn = (environment: EnvironmentVariables) =>
  (environment[RECIPIENT_VARIABLE] ?? '').split(/[\s,]+/).filter(Boolean);

/**
 * What makes a text readable to these alone.
 *
 * @throws {Error} when one is not a recipient; it is not repeated, because the private half is a likely slip
 */
export async function snapshotEncrypter(
  recipients: readonly string[],
): Promise<(content: string | Uint8Array) => Promise<Uint8Array>> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new Error(notRecipient(recipient));
    }
  }
  return (content) => encrypter.encrypt(content);
}

function notRecipient(given: string): string {
  const allowed = 'One begins with age1; it is the public half of what age-keygen makes.';
  if (!isIdentity(given)) return `${RECIPIENT_VARIABLE} has what is not an age recipient. ${allowed}`;
  return (
    `${RECIPIENT_VARIABLE} has an age identity (AGE-SECRET-KEY-), the private half, in place of a recipient. ${allowed} ` +
    'If the identity was written to a log or a setting that others read, take it as disclosed, and make another one: ' +
    'npx lke-platform secrets rotate platform age-identity.'
  );
}

/** Beginning of the keys of the copies of a stack's states. */
export const snapshotsOf = (stack: StackId) => `${PREFIX}${stack}/`;

/** Keys sort by the serial of the state. The lineage tells states apart that were begun anew. */
function snapshotKey(stack: StackId, state: string): string {
  const { serial, lineage } = parseState(state);
  return `${snapshotsOf(stack)}${String(serial).padStart(8, '0')}-${lineage}.tfstate.age`;
}

async function put(s3: S3Client, bucket: string, key: string, body: Uint8Array): Promise<void> {
  try {
    await putAndReadBack(s3, bucket, key, body);
  } catch (error) {
    throw new Error(
      `the snapshot of the state cannot be written to ${bucket}/${key}: ${(error as Error).message}. ` +
        'Nothing was applied. Fix that, or go on without a way back: --no-snapshot.',
      { cause: error },
    );
  }
}
