import {
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { parseVersionKey, versionKey } from '../sources/version-key';
import { SourceError } from '../sources/source';

/** What opens and encrypts, before and after the identity is another one. */
export interface Ciphers {
  /** Opens with the new identity alone; undefined for what is not encrypted for it. */
  readonly openNew: (encrypted: Uint8Array) => Promise<Uint8Array | undefined>;
  /** Opens with any identity of this machine. @param place in words @throws {SourceError} when none does */
  readonly openAny: (encrypted: Uint8Array, place: string) => Promise<Uint8Array>;
  readonly encrypt: (content: Uint8Array) => Promise<Uint8Array>;
}

export interface ReEncryptProps {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Beginning of the keys. */
  readonly prefix: string;
  readonly ciphers: Ciphers;
  /** Where an object goes that is encrypted anew; its own key replaces it in place. */
  readonly newKeyOf: (key: string, modified: Date) => string;
  readonly onStep: (text: string) => void;
}

/**
 * Encrypts every object below a prefix for the new recipients that is not yet: the new one is written, read back and
 * opened with the new identity alone; only then the former one goes.
 *
 * @returns how many were encrypted anew
 * @throws {SourceError} when one cannot be opened, or is not there afterwards as it was written
 */
export async function reEncryptAll(props: ReEncryptProps): Promise<number> {
  const { s3, bucket, prefix, onStep } = props;
  const found: { readonly key: string; readonly modified: Date }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key = '', LastModified = new Date(0) } of Contents) {
      if (Key.endsWith('.age')) found.push({ key: Key, modified: LastModified });
    }
  }
  let count = 0;
  for (const { key, modified } of found) {
    onStep(`${key.slice(prefix.length)}`);
    if (await reEncrypt(props, key, modified)) count += 1;
  }
  return count;
}

async function reEncrypt(
  { s3, bucket, ciphers, newKeyOf }: ReEncryptProps,
  key: string,
  modified: Date,
): Promise<boolean> {
  const encrypted = await bytesOf(s3, bucket, key);
  if (await ciphers.openNew(encrypted)) return false;
  const content = await ciphers.openAny(encrypted, `${bucket}/${key}`);
  const to = newKeyOf(key, modified);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: to, Body: await ciphers.encrypt(content) }));
  const back = await ciphers.openNew(await bytesOf(s3, bucket, to));
  if (!back || !Buffer.from(back).equals(Buffer.from(content))) {
    throw new SourceError(
      `${bucket}/${to} is not there as it was written, so ${key} was left as it is`,
      'run the command again: it goes on from what is there now',
    );
  }
  if (to !== key) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  return true;
}

/** The same version of a secret, in an object of its own that tells when the secret was changed. */
export function reEncryptedSecretKey(key: string, modified: Date, rotation: string): string {
  const slash = key.lastIndexOf('/') + 1;
  const name = parseVersionKey(key.slice(slash));
  if (!name) return key;
  const { version, changedAt = modified.toISOString() } = name;
  return `${key.slice(0, slash)}${versionKey({ version, changedAt, rotation })}`;
}

async function bytesOf(s3: S3Client, bucket: string, key: string): Promise<Uint8Array> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body ? Body.transformToByteArray() : new Uint8Array();
}
