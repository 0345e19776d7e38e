import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { isMade, keptObjectSchema, nameOf, type KeptObject, withoutNotes } from './kept-object';

/** What a backup says of itself. */
export interface ArchiveHeader {
  readonly platform: string;
  readonly environment: string;
  readonly namespace: string;
  /** ISO 8601. */
  readonly taken: string;
}

/** The objects of a namespace, and those of the cluster that belong to them. */
export interface Archive extends ArchiveHeader {
  readonly objects: readonly KeptObject[];
}

/** What was read is not a whole backup. */
export class DamagedBackup extends Error {
  constructor(
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(what, options);
    this.name = 'DamagedBackup';
  }
}

const headerSchema = z.object({
  version: z.literal(1),
  platform: z.string(),
  environment: z.string(),
  namespace: z.string(),
  taken: z.iso.datetime(),
});
const endSchema = z.object({ end: z.object({ objects: z.int(), sha256: z.string() }) });

/**
 * A backup as a file: one line for what it is, one for each object, and a last one that tells how many there were and
 * their hash, without which it is not whole; gzipped.
 */
export function packArchive({ objects, ...header }: Archive): Uint8Array {
  const lines = [{ version: 1, ...header }, ...objects].map((it) => `${JSON.stringify(it)}\n`);
  const end = { end: { objects: objects.length, sha256: hashOf(lines) } };
  return gzipSync(Buffer.concat([...lines, `${JSON.stringify(end)}\n`].map((line) => Buffer.from(line))));
}

/** @throws {DamagedBackup} when something of it is missing, or other than it was written */
export function unpackArchive(packed: Uint8Array): Archive {
  const lines = textIn(packed).split('\n');
  if (lines.pop() !== '') throw new DamagedBackup('it is cut off in the middle of a line');
  const { data: last } = endSchema.safeParse(jsonOf(lines.pop() ?? ''));
  if (!last) throw new DamagedBackup('it is cut off: its last line is missing');
  if (hashOf(lines.map((line) => `${line}\n`)) !== last.end.sha256) throw new DamagedBackup('its hash is another one');
  const { data: header } = headerSchema.safeParse(jsonOf(lines.shift() ?? ''));
  if (!header) throw new DamagedBackup('its first line does not say what it is');
  const objects = lines.map((line) => keptObjectSchema.parse(jsonOf(line)));
  if (objects.length !== last.end.objects) throw new DamagedBackup('it holds another number of objects than it says');
  const { platform, environment, namespace, taken } = header;
  return { platform, environment, namespace, taken, objects };
}

/**
 * Hash of what somebody wrote into the namespace: two backups with the same one differ only in what the cluster makes by
 * itself, such as pods and endpoints.
 */
export function contentHash(objects: readonly KeptObject[]): string {
  const written = objects.filter((object) => !isMade(object) && !MOVING.includes(object.kind));
  const texts = written.map((object) => `${nameOf(object)}\0${JSON.stringify(ordered(withoutNotes(object)))}\n`);
  return hashOf(texts.sort());
}

/** Kinds that the cluster, or a retirement itself, writes. */
const MOVING = ['Endpoints', 'EndpointSlice', 'ControllerRevision', 'Namespace', 'PersistentVolume'];

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

function textIn(packed: Uint8Array): string {
  try {
    return gunzipSync(packed).toString('utf8');
  } catch (error) {
    throw new DamagedBackup(`it cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
