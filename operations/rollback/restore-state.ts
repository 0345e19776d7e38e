import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import type { AppliedRecord } from '../applied-configuration/record';
import { type AuditRecorder, chainOf } from '../audit/record';
import { recorded } from '../audit/recorded';
import { accessTo } from '../deploy/bucket-access';
import type { Deployment } from '../deploy/deployment';
import type { Backend, SynthesizedStack } from '../deploy/output-folder';
import { statusOf } from '../ledger/store';
import { holdingLock } from '../object-storage/hold-lock';
import { putAndReadBack } from '../object-storage/put-and-read-back';
import type { Question } from './agree';
import { lastKnown, latestCopy, lossOf, nextOf, readCopy } from './lost-state';
import { RollbackRefused } from './refused';

export const RESTORE_STATE = 'restore-state';

export interface RestoreStateProps {
  readonly records: readonly AppliedRecord[];
  readonly configurations: Pick<AppliedConfigurations, 'note'>;
  /** File with the age identity that opens the copies. @default - none: a lost state is refused */
  readonly identityFile: string | undefined;
  readonly agreeTo: (questions: readonly Question[]) => Promise<boolean>;
  readonly audit: AuditRecorder | undefined;
}

/**
 * Puts the latest copy of a state in place of one that was lost or is damaged. A state that is whole is left alone: it is
 * the memory of what exists, and an older one would forget it.
 *
 * @returns key of the copy; undefined where the state is whole; 'declined' where that was said
 * @throws {RollbackRefused} when it is lost, and there is no copy or nothing that opens it
 */
export async function restoreLostState(
  deployment: Deployment,
  stack: SynthesizedStack,
  { records, configurations, identityFile, agreeTo, audit }: RestoreStateProps,
): Promise<{ readonly copy: string } | 'declined' | undefined> {
  const { output, environment } = deployment;
  const s3 = accessTo(output.endpoint, environment);
  const known = lastKnown(records);
  const text = await textOf(s3, stack.backend);
  const loss = lossOf(text, known);
  if (!loss || !known) return undefined;
  const where = `stack ${stack.id}`;
  const what = loss === 'missing' ? 'its state is gone' : 'what the store has in place of its state is not a state';
  const key = await latestCopy(s3, output.buckets.artifacts, stack.id, known.lineage);
  if (key === undefined) {
    const fix = 'begin a state anew and take over what exists: docs/guides/adopt.md';
    throw new RollbackRefused([{ where, what: `${what}, and no apply has kept a copy of it`, fix }]);
  }
  if (identityFile === undefined) {
    const fix = 'name the file of the age identity that opens the copies: --identity <file>';
    throw new RollbackRefused([{ where, what: `${what}; the latest copy is ${key}`, fix }]);
  }
  const copy = await readCopy(s3, { bucket: output.buckets.artifacts, key }, identityFile, known);
  const next = nextOf(copy, known);
  const question = `${what}. Put ${key} in its place, as serial ${next.version.serial}: what was made since then is in no state then`;
  if (!(await agreeTo([{ step: RESTORE_STATE, what: question }]))) return 'declined';
  const details = { stack: stack.id, loss, copy: key, ...next.version };
  const entry = {
    chain: chainOf(stack.id),
    kind: RESTORE_STATE,
    what: `put a copy in place of the ${loss} state of ${stack.id}`,
    details,
  };
  // Not by the engine: what it pushes where there is none gets another lineage.
  const put = async () => {
    if (loss === 'damaged') await putAside(s3, stack.backend, text ?? '');
    const { bucket, key: place } = stack.backend;
    // Before it is done, so that a run that is killed here is known again by the next one.
    const [last] = records.slice(-1);
    if (last) {
      const at = new Date().toISOString();
      await configurations.note(last.key, { at, by: RESTORE_STATE, state: next.version });
    }
    await putAndReadBack(s3, bucket, place, Buffer.from(next.text));
  };
  await recorded(audit, entry, () => holdingLock(s3, stack.backend, RESTORE_STATE, put));
  return { copy: key };
}

async function textOf(s3: S3Client, { bucket, key }: Backend): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** What is damaged may still be of use to somebody, and stays in the same bucket, which nobody else can read. */
async function putAside(s3: S3Client, { bucket, key }: Backend, text: string): Promise<void> {
  const aside = `${key}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  await putAndReadBack(s3, bucket, aside, Buffer.from(text));
}
