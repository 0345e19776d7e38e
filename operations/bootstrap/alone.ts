import { join } from 'node:path';
import { oneAtATime } from '../machine/one-at-a-time';
import type { Places } from './places';
import { makePrivateFolder } from './private-file';

/**
 * Makes buckets of a platform, or finishes what an interrupted run began: one at a time on this machine. Two would take each
 * other's temporary key for one that was left.
 *
 * @throws {Error} when another process is at it
 */
export function aloneOnThisMachine<T>({ work }: Pick<Places, 'work'>, task: () => Promise<T>): Promise<T> {
  makePrivateFolder(work);
  return oneAtATime(join(work, 'bootstrap.lock'), 'run that makes buckets of this platform', task);
}
