import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Chain, StoredEvent } from './event';

/** What was written down of an event outside of the ledger. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Hashes of events, kept outside of the ledger. A chain whose end was cut off, or that was written anew from some event
 * on, is whole in itself; only what is kept elsewhere shows it.
 */
export interface Anchors {
  write(event: StoredEvent): Promise<void>;
  /** In the order of the sequence. @param from the first sequence that is wanted */
  list(chain: Chain, from: number): AsyncIterable<Anchor>;
}

const PREFIX = 'ledger/';
const DIGITS = 12;

/**
 * Anchors in the artifacts bucket, each an object whose key says it all, so that a listing reads a thousand at once. None
 * is ever written a second time: what was once anchored cannot be taken back by a later event.
 */
export function s3Anchors(s3: S3Client, bucket: string): Anchors {
  return {
    write: async ({ event: { chain, sequence, time }, hash }) => {
      const Body = `${JSON.stringify({ chain, sequence, hash, time })}\n`;
      const Key = `${prefixOf(chain)}${digits(sequence)}-${hash}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
    },
    async *list(chain, from) {
      // Keys before this one are those of earlier events.
      let after: string | undefined = `${prefixOf(chain)}${digits(from)}`;
      while (after !== undefined) {
        const page: { Contents?: { Key?: string }[]; IsTruncated?: boolean } = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefixOf(chain), StartAfter: after }),
        );
        const keys: string[] = (page.Contents ?? []).flatMap(({ Key = '' }) => Key);
        yield* keys.flatMap((key) => anchorOf(key, chain));
        after = page.IsTruncated ? keys.at(-1) : undefined;
      }
    },
  };
}

const prefixOf = (chain: Chain) => `${PREFIX}${chain}/`;
const digits = (sequence: number) => String(sequence).padStart(DIGITS, '0');

function anchorOf(key: string, chain: Chain): Anchor[] {
  const [, sequence, hash] = /^(\d+)-([0-9a-f]{64})$/.exec(key.slice(prefixOf(chain).length)) ?? [];
  return sequence !== undefined && hash !== undefined ? [{ sequence: Number(sequence), hash }] : [];
}
