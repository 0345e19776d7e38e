import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { StackId } from '../../model/naming';
import { type EnginePlace, engineLine } from '../engine/engine-place';
import { releaseLine } from '../engine/release-line';
import { shellLine } from '../../model/shell-line';
import { parseState, type StateJson } from '../engine/state-json';
import { type HeldLock, lockOn, lockText } from '../object-storage/locks';
import { chainOf, type AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { accessTo } from './bucket-access';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { ERRORED_STATE } from './run-folder';

const ONLY_THE_OWNER = 0o600;

/** The file with the state of a stack that its store did not take; undefined if there is none. */
export function erroredStateIn(folder: string): string | undefined {
  const file = join(folder, ERRORED_STATE);
  if (!existsSync(file)) return undefined;
  // The engine lets everybody read it, and it holds secrets.
  chmodSync(file, ONLY_THE_OWNER);
  return file;
}

/** How to put such a state back by hand. @param lock that stands in the way */
export function wayBack(place: EnginePlace, lock: Pick<HeldLock, 'id'> | undefined): string {
  const push = (at: EnginePlace) => engineLine(at, 'state', 'push', ERRORED_STATE);
  if (!lock) return push(place);
  // Only what is not the engine's own to release leaves its folder without an init.
  return `${releaseLine(place, lock)} && ${push(lock.id === undefined ? place : { ...place, takesInit: false })}`;
}

/**
 * Stops a plan that would be made on a state which is out of date.
 *
 * @throws {DeployRefused} when the store did not take the last state, with the way to put it back
 */
export async function refuseErroredState(deployment: Deployment, stack: SynthesizedStack): Promise<void> {
  const errored = await openErroredState(deployment, stack);
  if (errored) throw new DeployRefused([problemOf(errored, await lockOf(deployment, stack), deployment.place(stack))]);
}

export interface RecoverProps {
  /** Asks whether something shall be done that is not a plan. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Where it is written down what is done. @default - nowhere */
  readonly audit?: AuditRecorder | undefined;
}

/**
 * Puts a state back that the store did not take, and releases the lock that the same run left.
 *
 * @throws {DeployRefused} when it is declined, or somebody else holds the lock
 * @throws {EngineError} when the store has another state by now
 */
export async function recoverErroredState(
  deployment: Deployment,
  stack: SynthesizedStack,
  { confirm, audit }: RecoverProps,
): Promise<void> {
  const errored = await openErroredState(deployment, stack);
  if (!errored) return;
  const lock = await lockOf(deployment, stack);
  const isOurs = lock === undefined || isOfRun(lock, errored.written);
  const question =
    `${errored.file}, of ${errored.written.toISOString()}, is the only copy of the state of ${stack.id}: the object storage ` +
    `did not take it. Put it back${lock ? ', and release the lock that the same run left' : ''}?`;
  if (!isOurs || !(await confirm(question))) {
    throw new DeployRefused([problemOf(errored, lock, deployment.place(stack))]);
  }
  const engine = await deployment.ready(stack);
  const released = lock?.id === undefined ? '' : ', and release its lock';
  const entry = {
    chain: chainOf(stack.id),
    kind: 'state-push',
    what: `put back the state of ${stack.id} that the object storage did not take${released}`,
    details: { stack: stack.id, written: errored.written.toISOString(), lock: lock?.id ?? null },
  };
  await recorded(audit, entry, async () => {
    if (lock?.id !== undefined) await engine.releaseLock(lock.id);
    deployment.step(stack.id, `putting ${ERRORED_STATE} back`);
    await engine.pushState(resolve(errored.file));
  });
  if (isSame(await deployment.state(stack), errored.state)) rmSync(errored.file);
}

interface ErroredState {
  readonly file: string;
  readonly written: Date;
  readonly state: StateJson;
}

/** A state that the store did not take. Where somebody has put it back by hand, its file is of no use, and goes. */
async function openErroredState(deployment: Deployment, stack: SynthesizedStack): Promise<ErroredState | undefined> {
  const file = erroredStateIn(deployment.place(stack).folder);
  if (file === undefined) return undefined;
  const state = readErrored(file, stack.id);
  if (!isSame(await deployment.state(stack), state)) return { file, written: statSync(file).mtime, state };
  rmSync(file);
  return undefined;
}

/** @throws {DeployRefused} when the file is damaged */
function readErrored(file: string, stack: StackId): StateJson {
  const state = wholeStateIn(file);
  if (!state) throw new DeployRefused([damagedProblem(file, stack)]);
  return state;
}

/** The state in a file; undefined where it is damaged, as after a full disk or an engine that was killed while it wrote it. */
export function wholeStateIn(file: string): StateJson | undefined {
  try {
    return parseState(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What is said of a file with an only copy that cannot be read. What stands in it is not printed: it holds secrets. */
export const damagedProblem = (file: string, stack: string): DeployProblem => ({
  where: `stack ${stack}`,
  what:
    `${file} is damaged: it is not a whole state. The object storage did not take that state, so that the file may be its ` +
    'only copy, and what the last apply made may stand nowhere else',
  fix:
    `keep a copy of it elsewhere (${shellLine('cp', '-p', file, `${file}.damaged`)}); repair its JSON, and put it back: ` +
    `npx lke-platform apply ${stack}; or, where it cannot be repaired, move it away (${shellLine('mv', file, `${file}.damaged`)}), ` +
    'and let what it made and did not record be named, and taken over: npx lke-platform plan',
});

/** The engine changes the serial of a state that it pushes, and the lineage of the first one: the content tells. */
const isSame = (stored: StateJson | undefined, { resources, outputs }: StateJson) =>
  isDeepStrictEqual(stored?.resources, resources) && isDeepStrictEqual(stored?.outputs, outputs);

function problemOf({ file }: ErroredState, lock: HeldLock | undefined, place: EnginePlace): DeployProblem {
  const held = lock ? `; ${lockText(lock)}` : '';
  return {
    where: `stack ${place.stack}`,
    what: `${file} is the only copy of its state: the object storage did not take it${held}`,
    fix:
      `${lock ? 'if nobody is at work on it, ' : ''}put it back: npx lke-platform apply ${place.stack}` +
      `; by hand: ${wayBack(place, lock)}`,
  };
}

async function lockOf(
  { output, environment }: Deployment,
  { backend }: SynthesizedStack,
): Promise<HeldLock | undefined> {
  return lockOn(accessTo(output.endpoint, environment), backend.bucket, backend.key);
}

/** Whether a lock is that of the run on this machine which wrote a file at its end. */
const isOfRun = ({ who, created }: HeldLock, written: Date) =>
  who === `${userInfo().username}@${hostname()}` && Date.parse(iso(created)) <= written.getTime();

/** `2026-11-23T12:00:00.123456789Z` has more digits than JavaScript reads everywhere. */
const iso = (time: string) => time.replace(/(\.\d{3})\d+/, '$1');
