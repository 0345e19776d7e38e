import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { TAKEN_OVER_FILE } from '../deploy/with-imports';
import { INVERSE_FILE } from '../rollback/inverse-file';
import { filesInPlan } from '../engine/saved-plan';

/** What the engine works on when it applies a stack. */
export interface Configuration {
  /** Contents by path below the output folder, with `/` between its parts. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 of all paths and contents, in hexadecimal digits. */
  readonly hash: string;
}

export interface ConfigurationPlace {
  /** Output folder of a synth. */
  readonly output: string;
  /** Folder of the stack's root module in it. */
  readonly folder: string;
  /** A saved plan: root module and lock file are those it was made from. @default - those of the folder */
  readonly plan?: string | undefined;
}

/** The command that the providers run for their credentials: every stack calls it by this path. */
const CREDENTIAL_BUNDLE = 'kube-credential.js';

/** Where synth puts local charts, beside the root module. */
const ASSETS = 'assets';

/** Blocks that one apply needs. */
const OF_ONE_APPLY: readonly string[] = [TAKEN_OVER_FILE, INVERSE_FILE];

/** One without providers says nothing: a saved plan has it even where the folder that it was made in has none. */
const LOCK_FILE = '.terraform.lock.hcl';

/** What the engine reads of a folder, and the lock file that it writes. Import blocks of one apply do not count. */
const READ_BY_THE_ENGINE = /\.tf(\.json)?$|^\.terraform\.lock\.hcl$/;

/**
 * Reads what the engine works on: root module, lock file, local charts, and the credential bundle where the stack calls
 * it. Never a state, a saved plan or a file of values, which hold secrets.
 */
export function readConfiguration({ output, folder, plan }: ConfigurationPlace): Configuration {
  const module = [...(plannedFiles(plan) ?? filesIn(folder))]
    .filter(([name]) => READ_BY_THE_ENGINE.test(name) && !OF_ONE_APPLY.includes(name))
    .filter(([name, content]) => name !== LOCK_FILE || strFromU8(content).includes('provider '))
    .map(([name, content]) => [join(folder, name), content] as const);
  const assets = join(folder, ASSETS);
  const charts = existsSync(assets) ? filesBelow(assets) : [];
  const isCalled = module.some(([, content]) => strFromU8(content).includes(CREDENTIAL_BUNDLE));
  const bundle = isCalled ? [join(output, CREDENTIAL_BUNDLE)].filter(existsSync) : [];
  const others = [...charts, ...bundle].map((path) => [path, readFileSync(path)] as const);
  return configurationOf(
    [...module, ...others].map(([path, content]) => [relative(output, path).split(sep).join('/'), content]),
  );
}

const plannedFiles = (plan: string | undefined) => (plan === undefined ? undefined : filesInPlan(plan));

const filesIn = (folder: string): (readonly [string, Uint8Array])[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && READ_BY_THE_ENGINE.test(entry.name))
    .map(({ name }) => [name, readFileSync(join(folder, name))]);

/** A configuration as one file, the same one for the same content. */
export function pack({ files }: Configuration): Uint8Array {
  // The earliest time that a zip file can tell: when it was packed does not belong to the content.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries([...files].map(([path, content]) => [path, [content, { mtime }]])));
}

/** @throws {Error} when it is not a packed configuration */
export const unpack = (packed: Uint8Array): Configuration => configurationOf(Object.entries(unzipSync(packed)));

/**
 * Writes a configuration where an engine can work on it.
 *
 * @param output folder that becomes what the output folder was
 * @throws {Error} when a path of it leads out of that folder
 */
export function writeConfiguration({ files }: Configuration, output: string): void {
  const paths = [...files.keys()].map((path) => ({ path, file: resolve(output, path) }));
  const outside = paths.find(({ file }) => !file.startsWith(resolve(output) + sep));
  if (outside) throw new Error(`${outside.path} leads out of the configuration`);
  for (const { path, file } of paths) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, files.get(path) ?? '');
  }
}

/** The text of one file. @param path below the output folder */
export function textOf({ files }: Configuration, path: string): string | undefined {
  const content = files.get(path);
  return content && strFromU8(content);
}

/** The same one for the same files, in whatever order. */
export function configurationOf(entries: readonly (readonly [string, Uint8Array])[]): Configuration {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const [path, content] of sorted) hash.update(`${path}\0${content.length}\0`).update(content);
  return { files: new Map(sorted), hash: hash.digest('hex') };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
