import type { EnvironmentVariables } from '../../model/environment-variables';
import { chainOf, type AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { type HeldLock, lockOn, releaseLock } from '../object-storage/locks';
import { accessTo } from './bucket-access';
import type { OutputFolder, SynthesizedStack } from './output-folder';

export interface UnlockProps {
  readonly output: Pick<OutputFolder, 'endpoint'>;
  readonly environment: EnvironmentVariables;
  /** Asks whether the lock shall go: only a person knows whether its holder is dead. */
  readonly approve: (lock: HeldLock) => Promise<boolean>;
  /** Where it is written down. @default - nowhere */
  readonly audit?: AuditRecorder | undefined;
}

/** What became of the lock on a stack. */
export type Unlock =
  { readonly status: 'not-locked' } | { readonly status: 'declined' | 'released'; readonly lock: HeldLock };

/**
 * Releases the lock on the state of a stack, which a run that is dead left behind. The engine does so by the id that is in
 * the lock; of one that is damaged it can read none, and refuses every command.
 *
 * @throws {Error} when somebody else released it meanwhile; then nothing is done
 */
export async function unlock(
  { id, backend }: Pick<SynthesizedStack, 'id' | 'backend'>,
  { output, environment, approve, audit }: UnlockProps,
): Promise<Unlock> {
  const s3 = accessTo(output.endpoint, environment);
  const lock = await lockOn(s3, backend.bucket, backend.key);
  if (!lock) return { status: 'not-locked' };
  if (!(await approve(lock))) return { status: 'declined', lock };
  const entry = {
    chain: chainOf(id),
    kind: 'unlock',
    what: `release the lock on ${id}, of ${lock.who}`,
    details: { stack: id, lock: lock.id ?? null, who: lock.who, operation: lock.operation, created: lock.created },
  };
  await recorded(audit, entry, () => releaseLock(s3, backend.bucket, lock));
  return { status: 'released', lock };
}
