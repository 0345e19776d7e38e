import { chmodSync, copyFileSync, existsSync, constants } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Deployment } from './deployment';
import type { PlannedStack } from './plan';

/** Only the user may read a kept plan: it holds secrets. */
const PRIVATE = 0o600;

/**
 * Checks that a plan can be kept, before it is made.
 *
 * @throws {Error} when it cannot
 */
export function refuseKeptPlan({ output }: Deployment, file: string, stacks: readonly string[]): void {
  if (stacks.length !== 1)
    throw new Error('--out keeps the plan of one stack. Name that stack: plan <stack> --out <file>.');
  const path = relative(output.path, resolve(file));
  if (!path.startsWith('..')) {
    throw new Error(`${file} is inside ${output.path}, which is not a place for secrets. Name a file outside of it.`);
  }
  if (existsSync(file)) throw new Error(`${file} is there already. Remove it, or name another file.`);
}

/**
 * Keeps the plan of the one stack that was planned.
 *
 * @returns the file; undefined if there is nothing to apply
 */
export function keepPlan(planned: readonly PlannedStack[], file: string): string | undefined {
  const [plan] = planned;
  if (plan?.status !== 'changes') return undefined;
  // The copy gets the permissions of the original, which lies in a folder nobody else can enter.
  chmodSync(plan.file, PRIVATE);
  copyFileSync(plan.file, file, constants.COPYFILE_EXCL);
  return file;
}
