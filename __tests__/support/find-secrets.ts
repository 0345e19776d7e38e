import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** Secrets by what they are. */
export type Secrets = Readonly<Record<string, string>>;

/** How deep archives and encodings are opened inside each other. */
const DEPTH = 4;

/** Shorter runs of base64 hide no secret. */
const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** The secrets that some bytes hold, by what they are: as they stand, in base64, gzipped, zipped, or several of these. */
export function secretsIn(bytes: Uint8Array, secrets: Secrets, depth = DEPTH): string[] {
  const content = Buffer.from(bytes);
  const text = content.toString('latin1');
  const found = Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
  const inner = depth === 0 ? [] : openings(content, text).flatMap((it) => secretsIn(it, secrets, depth - 1));
  return [...new Set([...found, ...inner])].sort();
}

/** The secrets that the files below a folder hold, by path. */
export function secretsBelow(folder: string, secrets: Secrets): Record<string, string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [file, secretsIn(readFileSync(file), secrets)] as const;
  });
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

function openings(content: Buffer, text: string): Uint8Array[] {
  if (text.startsWith('PK')) return Object.values(unzipSync(content));
  if (text.startsWith('\x1f\x8b')) return [gunzipSync(content)];
  return [...text.matchAll(BASE64)].map(([run]) => Buffer.from(run, 'base64'));
}
