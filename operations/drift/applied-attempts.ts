import type { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import type { Configuration } from '../applied-configuration/configuration';
import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { type Standing, standingOf } from '../applied-configuration/standing';
import type { StackId } from '../../model/naming';

/** What is known of how a state came about. */
export interface Applied {
  readonly standing: Standing;
  /** The last apply that came to its end without an error; undefined where there is none. */
  readonly done: AppliedRecord | undefined;
  /** Applies after it that failed, or did not end: what they did is half done. */
  readonly halfDone: readonly AppliedRecord[];
}

/** Further back nobody looks: so many applies in a row that all failed have left no state that could be told. */
const LATEST = 20;

/** Reads what was applied of a stack, by the version of its state. */
export async function appliedOf(
  store: AppliedConfigurations,
  stack: StackId,
  state: StateVersion | undefined,
): Promise<Applied> {
  const records = await store.list(stack, LATEST);
  const standing = standingOf(records, state);
  if (!('record' in standing)) return { standing, done: undefined, halfDone: [] };
  const upToIt = records.slice(0, records.indexOf(standing.record) + 1);
  const done = upToIt.filter(({ end }) => end?.outcome === 'done').at(-1);
  const after = upToIt.slice(done ? upToIt.indexOf(done) + 1 : 0);
  const byHash = new Map(after.map((record) => [record.hash, record]));
  return { standing, done, halfDone: [...byHash.values()].filter(({ hash }) => hash !== done?.hash) };
}

/** Whether two configurations lead to the same plan: the lock file of the providers does not count. */
export function areSame(a: Configuration, b: Configuration): boolean {
  const [own, other] = [withoutLockFile(a), withoutLockFile(b)];
  return own.length === other.length && own.every((entry, index) => entry === other[index]);
}

const withoutLockFile = ({ files }: Configuration) =>
  [...files]
    .filter(([path]) => !path.endsWith('.terraform.lock.hcl'))
    .map(([path, content]) => `${path} ${Buffer.from(content).toString('base64')}`);
