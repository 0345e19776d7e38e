import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Bucket } from '../../../model/naming';
import { fail, type Finding, ok, warn, type Check } from '../check';
import { lookIntoStore } from '../store';
import type { Surroundings } from '../surroundings';

/** `Suspended` is not the same as `off`: in such a bucket a lock sticks. */
type Versioning = 'off' | 'Enabled' | 'Suspended';

export const versioning: Check = {
  id: 'versioning',
  title: 'versioning of the buckets',
  run: (surroundings) =>
    lookIntoStore(surroundings, async (s3) => {
      const of = (bucket: Bucket) => versioningOf(s3, surroundings.platform.state.buckets[bucket]);
      const [state, artifacts, ledger] = [await of('state'), await of('artifacts'), await of('ledger')];
      return (
        stateFinding(state, surroundings) ??
        ledgerFinding(ledger, surroundings) ??
        artifactsFinding(artifacts, surroundings) ??
        ok(`state ${state}, artifacts ${artifacts}, ledger ${ledger}`)
      );
    }),
};

async function versioningOf(s3: S3Client, bucket: string): Promise<Versioning> {
  const { Status = 'off' } = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
  return Status;
}

function stateFinding(found: Versioning, { platform: { state } }: Surroundings): Finding | undefined {
  const bucket = state.buckets.state;
  if (found === 'Suspended') {
    return fail(
      `versioning of ${bucket} is suspended: after its first release a lock sticks, and every command fails`,
      'move the states to a new bucket: docs/guides/state.md, "A suspended state bucket"',
    );
  }
  if (found !== 'Enabled') return undefined;
  return state.versioning
    ? warn(
        `${bucket} keeps versions, as the platform file says, so that locks are ignored`,
        'let only one pipeline apply',
      )
    : fail(
        `${bucket} keeps versions, which nobody asked for: locks are ignored, and two applies can run at once`,
        'move the states to a new bucket: docs/guides/state.md, "A suspended state bucket". Do not suspend it',
      );
}

function ledgerFinding(found: Versioning, { platform: { state } }: Surroundings): Finding | undefined {
  if (found === 'off') return undefined;
  return fail(
    `versioning of ${state.buckets.ledger} is ${found}: two writers could both believe to have written an entry`,
    'move the ledger to a new bucket: docs/guides/state.md, "A suspended state bucket"',
  );
}

function artifactsFinding(found: Versioning, { platform: { state } }: Surroundings): Finding | undefined {
  if (found === 'Enabled') return undefined;
  return warn(
    `versioning of ${state.buckets.artifacts} is ${found}: a snapshot that is written over is lost`,
    'switch it on: npx lke-platform apply state',
  );
}
