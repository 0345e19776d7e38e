import { isMap, isSeq, parseDocument, stringify, type Document } from 'yaml';
import { API_VERSION, isNewer, NEWER_FILE, versionOf } from './api-version';

/** A change of the text of a platform file; the rest, comments included, stays as it is. */
export interface Edit {
  /** Offset of the first character. */
  readonly at: number;
  /** How many characters go. */
  readonly remove: number;
  readonly insert: string;
}

/** Turns a file of one version into one of the next, or adds what a version has come to demand. */
export interface Migration {
  /** Version of the file; undefined for files without one. */
  readonly from: string | undefined;
  readonly to: string;
  /** Whether a file of the version needs it; it does not need it twice. @default - every file does */
  readonly isNeeded?: (document: Document.Parsed) => boolean;
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
    edits: (document, text) => [firstPair('apiVersion: lke-platform.io/v1', document.contents, text)],
  },
  {
    from: 'lke-platform.io/v1',
    to: 'lke-platform.io/v1',
    about: 'names the pool of system that stays inside the cluster: the first one, which its place has made it so far',
    isNeeded: (document) => firstOfSeveral(document) !== undefined,
    edits(document, text) {
      const pair = stringify({ systemPool: firstOfSeveral(document) }).trimEnd();
      return [firstPair(pair, document.get('cluster'), text)];
    },
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
 * @throws {Error} when the file is not a YAML map, or of a version that no migration starts from
 */
export function migrate(text: string, migrations = MIGRATIONS, current: string = API_VERSION): Migrated {
  const steps: Migration[] = [];
  let migrated = text;
  for (;;) {
    const version = versionIn(migrated);
    const step = migrations.find((migration) => isNextOf(migration, version, migrated));
    if (!step && version !== current) throw new Error(noWayFrom(version, migrations));
    if (!step) return { text: migrated, steps };
    const before = migrated;
    migrated = applied(step.edits(parseDocument(before), before), before);
    if (versionIn(migrated) !== step.to || isNextOf(step, step.to, migrated))
      throw new Error(`the file is written in an unusual way; write ${byHand(step)} by hand`);
    steps.push(step);
  }
}

const byHand = ({ from, to }: Migration) => (from === to ? 'cluster.systemPool' : `apiVersion: ${to}`);

const isNextOf = ({ from, isNeeded }: Migration, version: unknown, text: string) =>
  from === version && (isNeeded?.(parseDocument(text)) ?? true);

/** Name of system's first pool, where there are others and the file does not say which stays inside the cluster. */
function firstOfSeveral(document: Document.Parsed): string | undefined {
  const pools = document.getIn(['environments', 'system', 'nodePools'], true);
  if (!isSeq(pools) || pools.items.length < 2 || !isMap(document.get('cluster'))) return undefined;
  if (document.hasIn(['cluster', 'systemPool'])) return undefined;
  const name: unknown = document.getIn(['environments', 'system', 'nodePools', 0, 'name']);
  return typeof name === 'string' ? name : undefined;
}

function versionIn(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length === 0 && isMap(document.contents)) return versionOf(document.toJS());
  throw new Error('this is not a YAML map; npx lke-platform validate says where it is wrong');
}

function noWayFrom(version: unknown, migrations: readonly Migration[]): string {
  if (isNewer(version)) return `${NEWER_FILE.what}; ${NEWER_FILE.fix}`;
  const known = migrations.flatMap(({ from }) => (from === API_VERSION ? [] : (from ?? [])));
  const unknown = `no version ${String(version)} is known; this release reads ${[...known, API_VERSION].join(', ')}`;
  return version === null ? `apiVersion has no value; write apiVersion: ${API_VERSION}` : unknown;
}

/** Applies edits from the last to the first, so that none moves another. */
function applied(edits: readonly Edit[], text: string): string {
  return [...edits]
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, remove, insert }) => result.slice(0, at) + insert + result.slice(at + remove), text);
}

/** Inserts a pair as the first one of a map, behind the comments at its top. */
function firstPair(pair: string, map: unknown, text: string): Edit {
  const at = isMap(map) ? (map.range?.[0] ?? 0) : 0;
  if (isMap(map) && map.flow) return { at: at + 1, remove: 0, insert: `${pair}, ` };
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { at, remove: 0, insert: `${pair}${lineEnd}${indent}` };
}
