import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { EnvironmentName } from '../../../model/entities/environment';
import { keysIn } from '../../object-storage/list-keys';
import { type Archive, contentHash, DamagedBackup, packArchive, unpackArchive } from './archive';
import type { BackupCipher } from './cipher';

/** What is known of a backup without opening it: nothing secret. */
const recordSchema = z.object({
  version: z.literal(1),
  environment: z.string(),
  /** ISO 8601. */
  taken: z.iso.datetime(),
  objects: z.int(),
  counts: z.record(z.string(), z.int()),
  /** Hash of what somebody wrote into the namespace. */
  content: z.string(),
  /** SHA-256 of what lies in the store, by its name. */
  stored: z.record(z.string(), z.string()),
});
export type BackupRecord = z.infer<typeof recordSchema> & {
  /** Beginning of the keys of its objects in the artifacts bucket. */
  readonly key: string;
};

const PREFIX = 'backups/';
const RECORD = 'backup.json';
const OBJECTS = 'objects.jsonl.gz.age';
const STATE = 'state.tfstate.age';

/** Backups of environments in the artifacts bucket, encrypted before they leave this machine. */
export class Backups {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
    private readonly cipher: BackupCipher,
  ) {}

  /**
   * Keeps a backup, and reads it back: what lies in the store is decrypted, unpacked and compared. The record comes last,
   * so that one that was not brought to its end is none.
   *
   * @param state text of the state of the stack; undefined where there is none
   * @throws {Error} when it is not there afterwards as it was written
   */
  async keep(archive: Archive, counts: BackupRecord['counts'], state: string | undefined): Promise<BackupRecord> {
    const content = contentHash(archive.objects);
    const key = `${PREFIX}${archive.environment}/${archive.taken.replace(/[:.]/g, '-')}-${content.slice(0, 12)}/`;
    const packed = packArchive(archive);
    const stored: Record<string, string> = { [OBJECTS]: await this.keepOne(`${key}${OBJECTS}`, packed) };
    if (state !== undefined) stored[STATE] = await this.keepOne(`${key}${STATE}`, Buffer.from(state));
    // What was read back is opened, not only compared: a backup that cannot be unpacked is none.
    const back = unpackArchive(await this.cipher.readBack(await this.bytes(`${key}${OBJECTS}`)));
    if (contentHash(back.objects) !== content)
      throw new DamagedBackup(`${this.bucket}/${key} does not hold what was read`);
    const { environment, taken, objects } = archive;
    const record = { version: 1 as const, environment, taken, objects: objects.length, counts, content, stored };
    await this.put(`${key}${RECORD}`, Buffer.from(JSON.stringify(record)));
    recordSchema.parse(jsonOf(await this.bytes(`${key}${RECORD}`)));
    return { key, ...record };
  }

  /** Backups of an environment that were brought to their end, the oldest first. */
  async list(environment: EnvironmentName): Promise<BackupRecord[]> {
    const keys: string[] = [];
    for await (const key of keysIn(this.s3, this.bucket, `${PREFIX}${environment}/`)) keys.push(key);
    const records: BackupRecord[] = [];
    for (const key of keys.filter((it) => it.endsWith(`/${RECORD}`)).sort()) {
      const { data } = recordSchema.safeParse(jsonOf(await this.bytes(key)));
      if (data) records.push({ key: key.slice(0, -RECORD.length), ...data });
    }
    return records;
  }

  /** Whether what belongs to a backup is still there as it was written. */
  async isWhole({ key, stored }: BackupRecord): Promise<boolean> {
    for (const [name, hash] of Object.entries(stored)) {
      if (digest(await this.bytes(`${key}${name}`)) !== hash) return false;
    }
    return true;
  }

  /**
   * What was kept, opened with the identity of this machine.
   *
   * @throws {DamagedBackup} when it is not what was written
   */
  async read({ key, stored }: BackupRecord): Promise<Archive> {
    const encrypted = await this.bytes(`${key}${OBJECTS}`);
    const place = `${this.bucket}/${key}${OBJECTS}`;
    if (digest(encrypted) !== stored[OBJECTS])
      throw new DamagedBackup(`${place} is not what was written: its hash is another one`);
    return unpackArchive(await this.cipher.open(encrypted, place));
  }

  private async keepOne(key: string, content: Uint8Array): Promise<string> {
    const encrypted = await this.cipher.encrypt(content);
    await this.put(key, encrypted);
    const back = await this.bytes(key);
    if (digest(back) !== digest(encrypted))
      throw new DamagedBackup(`${this.bucket}/${key} is not there as it was written`);
    if (digest(await this.cipher.readBack(back)) !== digest(content)) {
      throw new DamagedBackup(`${this.bucket}/${key} does not open to what was written`);
    }
    return digest(encrypted);
  }

  private async put(Key: string, Body: Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body }));
  }

  /** What is missing is empty. */
  private async bytes(Key: string): Promise<Uint8Array> {
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (error instanceof NoSuchKey) return new Uint8Array();
      throw error;
    }
  }
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}
