import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What became of a stack since the last synth. */
export type Change = 'new' | 'changed' | 'unchanged' | 'removed';

/** One stack of an output folder. */
export interface StackOutput {
  readonly stack: string;
  /** Number of resource blocks. */
  readonly resources: number;
  /** Size of all that was written for it. */
  readonly bytes: number;
  readonly change: Change;
}

export interface Placed {
  readonly stacks: readonly StackOutput[];
  readonly removedPlans: readonly string[];
  readonly keptStates: readonly string[];
}

/** What the engine keeps beside a stack: its plugins, its lock file, a local state. */
const ENGINES_OWN = /^\.terraform|\.tfstate/;
const LOCAL_STATE = '.tfstate';
/** What `cdktf diff` and people leave there. */
const SAVED_PLAN = /^plan$|\.tfplan$/;

/**
 * Moves a complete output to its place. Each file is replaced by a rename, and only if it differs; the manifest, which
 * readers start from, comes last. What is no longer part of the output goes; what the engine keeps there stays.
 *
 * @param order the stacks, in the order of the report
 */
export function putInPlace(staging: string, out: string, order: readonly string[]): Placed {
  mkdirSync(join(out, 'stacks'), { recursive: true });
  const former = readdirSync(join(out, 'stacks'));
  const removedPlans = former.flatMap((stack) => removePlans(join(out, 'stacks', stack)));
  const written = order.map((stack) => placeStack(staging, out, stack));
  const removed = former.filter((stack) => !order.includes(stack));
  placeFile(staging, out, 'kube-credential.js');
  placeFile(staging, out, 'manifest.json');
  return {
    stacks: [...written, ...removed.map((stack) => ({ stack, resources: 0, bytes: 0, change: 'removed' as const }))],
    removedPlans,
    keptStates: removed.flatMap((stack) => removeStack(join(out, 'stacks', stack))),
  };
}

function placeStack(staging: string, out: string, stack: string): StackOutput {
  const folder = join('stacks', stack);
  const files = filesIn(join(staging, folder));
  const stale = filesIn(join(out, folder)).filter((file) => !files.includes(file));
  const isNew = !existsSync(join(out, folder, 'cdk.tf.json'));
  const changed = files.filter((file) => placeFile(staging, out, join(folder, file)));
  for (const file of stale) rmSync(join(out, folder, file));
  return {
    stack,
    resources: countResources(join(out, folder, 'cdk.tf.json')),
    bytes: files.reduce((sum, file) => sum + statSync(join(out, folder, file)).size, 0),
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
  const entries = readdirSync(folder);
  const states = entries.filter((name) => name.includes(LOCAL_STATE));
  if (states.length === 0) rmSync(folder, { recursive: true });
  else
    for (const name of entries.filter((name) => !states.includes(name)))
      rmSync(join(folder, name), { recursive: true });
  return states.length === 0 ? [] : [folder];
}

function removePlans(folder: string): string[] {
  const plans = readdirSync(folder).filter((name) => SAVED_PLAN.test(name));
  for (const plan of plans) rmSync(join(folder, plan));
  return plans.map((plan) => join(folder, plan));
}

/** Files of a stack's folder by their path inside it, without what is the engine's own. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !ENGINES_OWN.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name],
    );
}

function countResources(file: string): number {
  const { resource = {} } = JSON.parse(readFileSync(file, 'utf8')) as { resource?: Record<string, object> };
  return Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}
