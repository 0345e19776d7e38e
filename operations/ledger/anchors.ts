import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Chain, StoredEvent } from './event';
import { unreadableAnchors } from './refusals';

/** What was written down of an event outside of the ledger. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
  /** What the event says of itself, to find it without reading all. @default - not told */
  readonly about?: AnchoredAbout;
}

/** Kind and name of the actor of an event. */
export interface AnchoredAbout {
  readonly kind: string;
  readonly actor: string;
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

const aboutSchema = z.tuple([z.string(), z.string()]);

const PREFIX = 'ledger/';
const DIGITS = 12;

/**
 * Anchors in the artifacts bucket, each an object whose key says it all, so that a listing reads a thousand at once. None
 * is ever written a second time: what was once anchored cannot be taken back by a later event.
 */
export function s3Anchors(s3: S3Client, bucket: string): Anchors {
  return {
    write: async ({ event: { chain, sequence, time, kind, actor }, hash }) => {
      const Body = `${JSON.stringify({ chain, sequence, hash, time })}\n`;
      const Key = `${prefixOf(chain)}${digits(sequence)}-${hash}${aboutText({ kind, actor: actor.name })}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
    },
    async *list(chain, from) {
      // Keys before this one are those of earlier events.
      let after: string | undefined = `${prefixOf(chain)}${digits(from)}`;
      while (after !== undefined) {
        const page: { Contents?: { Key?: string }[]; IsTruncated?: boolean } = await s3
          .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefixOf(chain), StartAfter: after }))
          .catch((error: Error) => {
            throw unreadableAnchors(bucket, error);
          });
        const keys: string[] = (page.Contents ?? []).flatMap(({ Key = '' }) => Key);
        yield* keys.flatMap((key) => anchorOf(key, chain));
        after = page.IsTruncated ? keys.at(-1) : undefined;
      }
    },
  };
}

const prefixOf = (chain: Chain) => `${PREFIX}${chain}/`;
const digits = (sequence: number) => String(sequence).padStart(DIGITS, '0');

/** A key has 1024 bytes; what is longer is left out, and then the event has to be read. */
const LONGEST_ABOUT = 800;

function aboutText({ kind, actor }: AnchoredAbout): string {
  const text = `-${Buffer.from(JSON.stringify([kind, actor])).toString('base64url')}`;
  return text.length > LONGEST_ABOUT ? '' : text;
}

function anchorOf(key: string, chain: Chain): Anchor[] {
  const name = key.slice(prefixOf(chain).length);
  const [, sequence, hash, text] = /^(\d+)-([0-9a-f]{64})(?:-([\w-]+))?$/.exec(name) ?? [];
  if (sequence === undefined || hash === undefined) return [];
  const about = text === undefined ? undefined : aboutOf(text);
  return [{ sequence: Number(sequence), hash, ...(about && { about }) }];
}

function aboutOf(text: string): AnchoredAbout | undefined {
  try {
    const { success, data } = aboutSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return success ? { kind: data[0], actor: data[1] } : undefined;
  } catch {
    return undefined;
  }
}
