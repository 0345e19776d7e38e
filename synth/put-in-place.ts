import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WrittenStack } from './write-stacks';

/** What became of a stack since the last synth. */
export type Change = 'new' | 'changed' | 'unchanged' | 'removed';

/** One stack of an output folder. */
export interface StackOutput extends WrittenStack {
  /** Size of all that was written for it. */
  readonly bytes: number;
  readonly change: Change;
}

/** What putting an output in place did. */
export interface Placed {
  readonly stacks: readonly StackOutput[];
  /** Saved plans that were deleted, by path. They hold secrets and belong to the former output. */
  readonly removedPlans: readonly string[];
  /** Removed stacks whose folder stays, because a local state is in it, by path. */
  readonly keptStates: readonly string[];
}

const STACKS = 'stacks';
const MANIFEST = 'manifest.json';
/** Folder inside a stack's folder whose content is all the synth's. */
const ASSETS = 'assets';
const LOCAL_STATE = '.tfstate';
/** What `cdktf diff` and people leave beside a stack. */
const SAVED_PLAN = /^plan$|\.tfplan$/;

/**
 * Moves a complete output to its place. Each file is replaced by a rename, and only if it differs; the manifest, which
 * readers start from, comes last. What is no longer part of the output goes; what the engine keeps in a stack's folder
 * (`.terraform`, its lock file, a local state) stays.
 *
 * @param written the stacks, in the order of the report
 */
export function putInPlace(staging: string, out: string, written: readonly WrittenStack[]): Placed {
  mkdirSync(join(out, STACKS), { recursive: true });
  const former = foldersIn(join(out, STACKS));
  const folderOf = (stack: string) => join(out, STACKS, stack);
  const removed = former.filter((name) => !written.some(({ stack }) => stack === name));

  const removedPlans = former.flatMap((stack) => removePlans(folderOf(stack)));
  const stacks = written.map((stack) => placeStack(staging, out, stack));
  for (const file of manifestLast(readdirSync(staging))) placeFile(staging, out, file);
  const keptStates = removed.flatMap((stack) => removeStack(folderOf(stack)));
  return { stacks: [...stacks, ...removed.map(removedStack)], removedPlans, keptStates };
}

/** Files beside the stacks. */
const manifestLast = (names: readonly string[]) => [
  ...names.filter((name) => name !== STACKS && name !== MANIFEST),
  MANIFEST,
];

const removedStack = (stack: string): StackOutput => ({ stack, resources: 0, bytes: 0, change: 'removed' });

function placeStack(staging: string, out: string, written: WrittenStack): StackOutput {
  const folder = join(STACKS, written.stack);
  const isNew = !existsSync(join(out, folder, 'cdk.tf.json'));
  const files = filesIn(join(staging, folder)).map((file) => join(folder, file));
  const stale = filesIn(join(out, folder, ASSETS))
    .map((file) => join(folder, ASSETS, file))
    .filter((file) => !files.includes(file));

  const changed = files.filter((file) => placeFile(staging, out, file));
  for (const file of stale) rmSync(join(out, file));
  return {
    ...written,
    bytes: files.reduce((sum, file) => sum + statSync(join(out, file)).size, 0),
    change: isNew ? 'new' : changed.length + stale.length > 0 ? 'changed' : 'unchanged',
  };
}

/** Replaces a file if it differs. */
function placeFile(staging: string, out: string, file: string): boolean {
  const [from, to] = [join(staging, file), join(out, file)];
  if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) return false;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
  return true;
}

/** Removes a stack's folder. @returns the folder, if a local state in it had to stay */
function removeStack(folder: string): string[] {
  const names = readdirSync(folder);
  const keep = names.filter((name) => name.includes(LOCAL_STATE));
  if (keep.length === 0) {
    rmSync(folder, { recursive: true });
    return [];
  }
  for (const name of names) if (!keep.includes(name)) rmSync(join(folder, name), { recursive: true });
  return [folder];
}

function removePlans(folder: string): string[] {
  const plans = readdirSync(folder).filter((name) => SAVED_PLAN.test(name));
  for (const plan of plans) rmSync(join(folder, plan));
  return plans.map((plan) => join(folder, plan));
}

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Files below a folder by their path inside it. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name],
  );
}
