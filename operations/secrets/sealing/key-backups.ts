import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { keysIn } from '../../object-storage/list-keys';
import type { Cipher } from '../sources/age-cipher';
import { SourceError } from '../sources/source';
import { readFingerprint } from './certificate';
import type { SealingKey } from './sealing-keys';

const backupSchema = z.object({
  version: z.literal(1),
  key: z.object({
    name: z.string(),
    createdAt: z.string(),
    use: z.string(),
    certificate: z.string(),
    key: z.string(),
  }),
});

/** Backups of sealing keys, each an object of its own, encrypted before it leaves this machine. */
export interface KeyBackups {
  /** Fingerprints of the certificates whose key is backed up. */
  list(): Promise<string[]>;
  /** Writes a backup of those that have none. @returns their names */
  backUp(keys: readonly SealingKey[]): Promise<string[]>;
  /** Every key that was backed up. @throws {SourceError} when one cannot be opened */
  read(): Promise<SealingKey[]>;
}

export interface KeyBackupsProps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly cipher: Cipher;
}

/** Beginning of the keys of backups in the artifacts bucket, which keeps every version of what is in it. */
export const BACKUP_PREFIX = 'sealing-keys/';
const ENDING = '.age';

export function keyBackups({ s3, bucket, cipher }: KeyBackupsProps): KeyBackups {
  const objectOf = (fingerprint: string) => ({ Bucket: bucket, Key: `${BACKUP_PREFIX}${fingerprint}${ENDING}` });
  const list = async () => {
    const fingerprints: string[] = [];
    for await (const key of keysIn(s3, bucket, BACKUP_PREFIX)) {
      if (key.endsWith(ENDING)) fingerprints.push(key.slice(BACKUP_PREFIX.length, -ENDING.length));
    }
    return fingerprints;
  };
  return {
    list,
    backUp: async (keys) => {
      const known = await list();
      const missing = keys.filter(({ certificate }) => !known.includes(readFingerprint(certificate)));
      for (const key of missing) {
        const content = Buffer.from(JSON.stringify({ version: 1, key }));
        const Body = await cipher.encrypt(content);
        await s3.send(new PutObjectCommand({ ...objectOf(readFingerprint(key.certificate)), Body }));
      }
      return missing.map(({ name }) => name);
    },
    read: async () => {
      const keys: SealingKey[] = [];
      for (const fingerprint of await list()) keys.push(await readBackup(fingerprint));
      return keys.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
  };

  async function readBackup(fingerprint: string): Promise<SealingKey> {
    const object = objectOf(fingerprint);
    const place = `${bucket}/${object.Key}`;
    const content = await cipher.decrypt(await load(object), place);
    const { data } = backupSchema.safeParse(parsed(content));
    // Whoever can write to the bucket could else have secrets sealed for a key of theirs.
    if (data && readFingerprint(data.key.certificate) === fingerprint) return data.key;
    throw new SourceError(`${place} is not the backup of a sealing key`, 'find out who wrote it, and remove it');
  }

  async function load(object: { Bucket: string; Key: string }): Promise<Uint8Array> {
    try {
      const { Body } = await s3.send(new GetObjectCommand(object));
      return Body ? await Body.transformToByteArray() : new Uint8Array();
    } catch (error) {
      if (error instanceof NoSuchKey) return new Uint8Array();
      throw error;
    }
  }
}

function parsed(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}
