import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentName } from '../../../model/entities/environment';
import { isRunning } from '../../../operations/machine/process';
import { LAB_VARIABLE } from './variables';
import { runningLab } from './running';

/**
 * What a command changes in the lab of a run whoever made it: the accounts and grants of an environment, or those of what
 * looks for drift.
 */
export type SharedPart = EnvironmentName | 'drift';

/** Others may be at it first, each for as long as their tests take. */
const TURN_MS = 900_000;

/** What this file has. */
let had: readonly SharedPart[] = [];

/**
 * Keeps the other files from these parts of the lab while the tests around run. It comes before whatever uses them.
 * Without the lab nothing is kept, as such tests do not run.
 */
export function aloneWith(...parts: readonly SharedPart[]): void {
  if (process.env[LAB_VARIABLE] === undefined) return;
  const mark = (part: SharedPart) => join(runningLab().folder, `alone-with-${part}`);
  // Always in the same order, so that nobody waits for somebody who waits for them.
  const inOrder = [...parts].sort();
  had = inOrder;
  beforeAll(async () => {
    for (const part of inOrder) while (!take(mark(part))) await sleep(100);
  }, TURN_MS);
  afterAll(() => {
    for (const part of inOrder) rmSync(mark(part), { force: true });
  });
}

/** @throws in a file that says of nothing that it is alone with it */
export function refuseShared(): void {
  if (had.length > 0) return;
  throw new Error(
    `other files may change the same of the lab: say with what this one is alone, by ${aloneWith.name}(…)`,
  );
}

/** @returns false while another worker has it; what one that died had is free */
function take(mark: string): boolean {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = ownerOf(mark);
  if (owner !== undefined && !isRunning({ pid: owner })) rmSync(mark, { force: true });
  return false;
}

/** @returns undefined where it is being written, or gone */
function ownerOf(mark: string): number | undefined {
  try {
    return Number(readFileSync(mark, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
