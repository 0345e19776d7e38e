import { isMap, parseDocument, type Document } from 'yaml';
import { API_VERSION, isNewer, NEWER_FILE, versionOf } from './api-version';

/** A change of the text of a platform file; the rest, comments included, stays as it is. */
export interface Edit {
  /** Offset of the first character. */
  readonly at: number;
  /** How many characters go. */
  readonly remove: number;
  readonly insert: string;
}

/** Turns a file of one version into one of the next. */
export interface Migration {
  /** Version of the file; undefined for files without one. */
  readonly from: string | undefined;
  readonly to: string;
  /** What it does, as a sentence without its end. */
  readonly about: string;
  edits(document: Document.Parsed, text: string): readonly Edit[];
}

/** Every migration, the oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  {
    from: undefined,
    to: 'lke-platform.io/v1',
    about: 'names the version of the format, in the first key',
    edits: (document, text) => [firstPair('apiVersion: lke-platform.io/v1', document, text)],
  },
];

/** A file of the current version, and what was done to it. */
export interface Migrated {
  readonly text: string;
  /** The migrations that were applied. */
  readonly steps: readonly Migration[];
}

/**
 * Brings the text of a platform file to the version that this release reads.
 *
 * @param migrations the migrations there are. @default - those of this release
 * @param current version to end with. @default - the one this release reads
 * @throws {Error} when the file is no YAML map, or of a version that no migration starts from
 */
export function migrate(text: string, migrations = MIGRATIONS, current: string = API_VERSION): Migrated {
  const steps: Migration[] = [];
  let migrated = text;
  for (let version = versionIn(text); version !== current; version = versionIn(migrated)) {
    const step = migrations.find(({ from }) => from === version);
    if (!step) throw new Error(noWayFrom(version, migrations));
    migrated = applied(step.edits(parseDocument(migrated), migrated), migrated);
    if (versionIn(migrated) !== step.to)
      throw new Error(`the file is written in an unusual way; write apiVersion: ${step.to} by hand`);
    steps.push(step);
  }
  return { text: migrated, steps };
}

function versionIn(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length === 0 && isMap(document.contents)) return versionOf(document.toJS());
  throw new Error('this is no YAML map; npx lke-platform validate says where it is wrong');
}

function noWayFrom(version: unknown, migrations: readonly Migration[]): string {
  if (isNewer(version)) return `${NEWER_FILE.what}; ${NEWER_FILE.fix}`;
  const known = migrations.flatMap(({ from }) => from ?? []);
  const unknown = `no version ${String(version)} is known; this release reads ${[...known, API_VERSION].join(', ')}`;
  return version === null ? `apiVersion has no value; write apiVersion: ${API_VERSION}` : unknown;
}

/** Applies edits from the last to the first, so that none moves another. */
function applied(edits: readonly Edit[], text: string): string {
  return [...edits]
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, remove, insert }) => result.slice(0, at) + insert + result.slice(at + remove), text);
}

/** Inserts a pair as the first one of the file, behind the comments at its top. */
function firstPair(pair: string, { contents }: Document.Parsed, text: string): Edit {
  const at = contents?.range[0] ?? 0;
  if (isMap(contents) && contents.flow) return { at: at + 1, remove: 0, insert: `${pair}, ` };
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { at, remove: 0, insert: `${pair}${lineEnd}${indent}` };
}
