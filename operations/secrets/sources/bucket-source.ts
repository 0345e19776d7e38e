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
import { parseVersionKey, versionKey } from './version-key';

/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;

export interface BucketSourceProps {
  readonly s3: S3Client;
  readonly bucket: string;
  /** Beginning of the keys, with a slash at its end. */
  readonly prefix: string;
  readonly cipher: Cipher;
}

/** A version, and the object that holds it. */
interface Held extends SecretVersion {
  readonly key: string;
}

/**
 * Secrets as objects of a private bucket, encrypted before they leave this machine; what `linode-secret-manager` names,
 * because Linode has no manager of secrets. Each version is an object that is created once. One that was encrypted anew lies
 * beside it for a moment; then the later one counts, and both hold the same.
 */
export function bucketSource({ s3, bucket, prefix, cipher }: BucketSourceProps): SecretSource {
  const newKeyOf = (path: string, version: number) => `${prefix}${path}/${versionKey({ version })}`;
  const describe = (path: string) => `${bucket}/${prefix}${path}`;
  const translated = <T>(work: () => Promise<T>) => work().catch((error: unknown) => refuse(error, bucket));

  /** Every object of the versions, those of the oldest first. Secrets below a path are not versions of it. */
  const objectsOf = (path: string) =>
    translated(async () => {
      const folder = `${prefix}${path}/`;
      const objects: (Held & { readonly modified: string })[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: folder })) {
        for (const { Key = '', LastModified } of Contents) {
          const name = parseVersionKey(Key.slice(folder.length));
          if (!name) continue;
          const modified = (LastModified ?? new Date(0)).toISOString();
          objects.push({ version: name.version, changedAt: name.changedAt ?? modified, key: Key, modified });
        }
      }
      // Within a second, the longer name is that of what was encrypted anew.
      const order = ({ modified, key }: Held & { readonly modified: string }) =>
        `${modified} ${String(key.length).padStart(5)}`;
      return objects.sort((a, b) => a.version - b.version || (order(a) < order(b) ? -1 : 1));
    });
  const versionsOf = async (path: string): Promise<Held[]> => {
    const byVersion = new Map(
      (await objectsOf(path)).map(({ version, changedAt, key }) => [version, { version, changedAt, key }]),
    );
    return [...byVersion.values()];
  };
  const load = (Key: string) =>
    translated(async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return Body ? await Body.transformToByteArray() : new Uint8Array();
    });

  return {
    describe,
    latest: async (path) => toldOf((await versionsOf(path)).at(-1)),
    read: async (path, version) => {
      const versions = await versionsOf(path);
      const found = version === undefined ? versions.at(-1) : versions.find((it) => it.version === version);
      if (!found) return undefined;
      const { key, ...told } = found;
      const place = `${bucket}/${key}`;
      const content = await cipher.decrypt(await load(key), place);
      return { ...told, fields: fromDocument(content, path, place) };
    },
    write: async (path, fields, after) => {
      const body = await cipher.encrypt(toDocument(path, fields));
      const Key = newKeyOf(path, after + 1);
      if (((await versionsOf(path)).at(-1)?.version ?? 0) !== after) throw changedMeanwhile(describe(path));
      await translated(() =>
        s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: body, IfNoneMatch: '*' })).catch((error: unknown) => {
          // The client repeats a request whose answer was lost; then it is its own object that is in the way.
          if (statusOf(error) !== PRECONDITION_FAILED) throw error;
        }),
      );
      // A store that ignores the condition has let the last one win.
      if (!Buffer.from(await load(Key)).equals(Buffer.from(body))) throw changedMeanwhile(describe(path));
      const written = (await versionsOf(path)).find(({ version }) => version === after + 1);
      return toldOf(written) ?? { version: after + 1, changedAt: new Date().toISOString() };
    },
    forgetBefore: async (path, oldest) => {
      for (const { version, key } of await objectsOf(path)) {
        if (version >= oldest) continue;
        await translated(() => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
      }
    },
  };
}

const toldOf = (held: Held | undefined): SecretVersion | undefined =>
  held && { version: held.version, changedAt: held.changedAt };

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
