import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StackId } from '../../model/naming';
import { keysIn } from '../object-storage/list-keys';
import { putAndReadBack } from '../object-storage/put-and-read-back';
import { type Configuration, pack, unpack } from './configuration';
import {
  type AppliedRecord,
  type Begun,
  BEGUN,
  CONFIGURATION,
  ENDED,
  type Ended,
  keyOf,
  parseBegun,
  parseEnded,
  parseWritten,
  prefixOf,
  WRITTEN,
  type Written,
} from './record';

/** What was applied of the stacks of a platform, in its artifacts bucket. */
export class AppliedConfigurations {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /**
   * Keeps what is about to be applied, and reads it back.
   *
   * @returns beginning of the keys of its objects
   * @throws {Error} when it is not there afterwards as it was written; then nothing may be applied
   */
  async keep(configuration: Configuration, about: Omit<Begun, 'hash'>): Promise<string> {
    const begun = { ...about, hash: configuration.hash };
    const key = keyOf(begun);
    await this.store(`${key}${CONFIGURATION}`, pack(configuration));
    // Last, so that a record never stands without its configuration.
    await this.store(`${key}${BEGUN}`, Buffer.from(JSON.stringify(begun)));
    return key;
  }

  /** Writes down how it ended. */
  async end(key: string, end: Ended): Promise<void> {
    await this.put(`${key}${ENDED}`, Buffer.from(JSON.stringify(end)));
  }

  /** Writes down what is about to write the state without being an apply. */
  async note(key: string, written: Written): Promise<void> {
    await putAndReadBack(this.s3, this.bucket, `${key}${WRITTEN}`, Buffer.from(JSON.stringify(written)));
  }

  /** The applies of a stack, in the order of time. @param latest how many at most, counted from the last. @default all */
  async list(stack: StackId, latest = Infinity): Promise<AppliedRecord[]> {
    const objects = new Set<string>();
    for await (const key of keysIn(this.s3, this.bucket, prefixOf(stack))) objects.add(key);
    const keys = [...objects].filter((key) => key.endsWith(BEGUN)).map((key) => key.slice(0, -BEGUN.length));
    const chosen = keys.sort().slice(-Math.min(latest, keys.length || 1));
    return Promise.all(
      chosen.map(async (key) => ({
        ...parseBegun(await this.text(`${key}${BEGUN}`)),
        key,
        end: objects.has(`${key}${ENDED}`) ? parseEnded(await this.text(`${key}${ENDED}`)) : undefined,
        ...(objects.has(`${key}${WRITTEN}`) && { written: parseWritten(await this.text(`${key}${WRITTEN}`)) }),
      })),
    );
  }

  /**
   * What was applied then.
   *
   * @throws {Error} when it is not what was written
   */
  async read({ key, hash }: Pick<AppliedRecord, 'key' | 'hash'>): Promise<Configuration> {
    const configuration = unpack(await this.bytes(`${key}${CONFIGURATION}`));
    if (configuration.hash === hash) return configuration;
    throw new Error(`${this.bucket}/${key}${CONFIGURATION} is not what was kept: its hash is ${configuration.hash}`);
  }

  private async store(key: string, body: Uint8Array): Promise<void> {
    try {
      await putAndReadBack(this.s3, this.bucket, key, body);
    } catch (error) {
      throw new Error(
        `what is about to be applied cannot be kept as ${this.bucket}/${key}: ${(error as Error).message}. ` +
          'Nothing was applied. Fix that and apply again.',
        { cause: error },
      );
    }
  }

  private async put(Key: string, Body: Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body }));
  }

  private async bytes(Key: string): Promise<Uint8Array> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }

  private async text(key: string): Promise<string> {
    return Buffer.from(await this.bytes(key)).toString();
  }
}
