import {
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { statusOf } from '../../ledger/store';
import type { Cipher } from './age-cipher';
import { fromDocument, toDocument } from './document';
import { changedMeanwhile, type SecretSource, type SecretVersion, SourceError } from './source';

const DIGITS = 8;
/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;

export interface BucketSourceProps {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Beginning of the keys, with a slash at its end. */
  readonly prefix: string;
  readonly cipher: Cipher;
}

/**
 * Secrets as objects of a private bucket, encrypted before they leave this machine; what `linode-secret-manager` names,
 * because Linode has no manager of secrets. Each version is an object that is created once.
 */
export function bucketSource({ s3, bucket, prefix, cipher }: BucketSourceProps): SecretSource {
  const keyOf = (path: string, version: number) => `${prefix}${path}/${String(version).padStart(DIGITS, '0')}.age`;
  const describe = (path: string) => `${bucket}/${prefix}${path}`;
  const translated = <T>(work: () => Promise<T>) => work().catch((error: unknown) => refuse(error, bucket));

  /** The oldest first. Secrets below a path are not versions of it. */
  const versionsOf = (path: string) =>
    translated(async () => {
      const folder = `${prefix}${path}/`;
      const versions: SecretVersion[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: folder })) {
        for (const { Key = '', LastModified } of Contents) {
          const [, digits] = /^(\d{8})\.age$/.exec(Key.slice(folder.length)) ?? [];
          if (digits === undefined) continue;
          versions.push({ version: Number(digits), changedAt: (LastModified ?? new Date(0)).toISOString() });
        }
      }
      return versions;
    });
  const load = (path: string, version: number) =>
    translated(async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path, version) }));
      return Body ? await Body.transformToByteArray() : new Uint8Array();
    });

  return {
    describe,
    latest: async (path) => (await versionsOf(path)).at(-1),
    read: async (path, version) => {
      const versions = await versionsOf(path);
      const found = version === undefined ? versions.at(-1) : versions.find((it) => it.version === version);
      if (!found) return undefined;
      const place = `${bucket}/${keyOf(path, found.version)}`;
      const content = await cipher.decrypt(await load(path, found.version), place);
      return { ...found, fields: fromDocument(content, path, place) };
    },
    write: async (path, fields, after) => {
      const body = await cipher.encrypt(toDocument(path, fields));
      const Key = keyOf(path, after + 1);
      if (((await versionsOf(path)).at(-1)?.version ?? 0) !== after) throw changedMeanwhile(describe(path));
      await translated(() =>
        s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: body, IfNoneMatch: '*' })).catch((error: unknown) => {
          // The client repeats a request whose answer was lost; then it is its own object that is in the way.
          if (statusOf(error) !== PRECONDITION_FAILED) throw error;
        }),
      );
      // A store that ignores the condition has let the last one win.
      if (!Buffer.from(await load(path, after + 1)).equals(Buffer.from(body))) throw changedMeanwhile(describe(path));
      const written = (await versionsOf(path)).find(({ version }) => version === after + 1);
      return written ?? { version: after + 1, changedAt: new Date().toISOString() };
    },
    forgetBefore: async (path, oldest) => {
      for (const { version } of await versionsOf(path)) {
        if (version >= oldest) continue;
        await translated(() => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(path, version) })));
      }
    },
  };
}

function refuse(error: unknown, bucket: string): never {
  if (error instanceof SourceError) throw error;
  const { name, message } = error as Error;
  const status = statusOf(error);
  const fix =
    status === 404
      ? 'make the buckets of the platform: npx lke-platform bootstrap'
      : status === 403
        ? 'source the file of variables that bootstrap wrote: its key opens the buckets of the platform'
        : 'npx lke-platform doctor says what is wrong with the object storage';
  throw new SourceError(`the secrets in the bucket ${bucket} cannot be used: ${name}: ${message}`, fix, {
    cause: error,
  });
}
