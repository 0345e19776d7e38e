import { randomUUID } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { CLUSTER_ADDRESSES } from '../../model/addresses';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type Platform, stateKey } from '../../model/platform';
import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { accessTo } from '../deploy/bucket-access';
import { findEngine } from '../engine/find-engine';
import { clusterState } from './cluster-state';

/** A cluster that is in the state of the stack `cluster`. */
export interface PutIntoState {
  readonly clusterId: string;
  readonly bucket: string;
  readonly key: string;
}

/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;

/**
 * Begins the state of the stack `cluster` with the cluster that the platform takes over. An import block cannot do
 * that: it knows no external tags, so that the provider would take every pool for one inside the cluster.
 *
 * @param audit where it is written down. @default - nowhere
 * @throws {Error} when the platform takes no cluster over, or the stack has a state already
 */
export async function putClusterIntoState(
  platform: Platform,
  environment: EnvironmentVariables,
  audit?: AuditRecorder,
): Promise<PutIntoState> {
  const clusterId = platform.imports.find(({ to }) => to === CLUSTER_ADDRESSES.cluster)?.id;
  if (clusterId === undefined) {
    throw new Error(`the platform takes no cluster over: its imports do not name ${CLUSTER_ADDRESSES.cluster}.`);
  }
  const { name: engine } = await findEngine(environment);
  const s3 = accessTo(platform.state.endpoint, environment);
  const place = { Bucket: platform.state.buckets.state, Key: stateKey(platform, 'cluster') };
  const what = `import cluster ${clusterId} into the state of the stack cluster`;
  const state = JSON.stringify(clusterState(platform, clusterId, engine, randomUUID()), undefined, 2);
  await recorded(audit, { chain: 'platform', kind: 'import', what, details: { clusterId } }, () =>
    putNew(s3, place, state),
  );
  return { clusterId, bucket: place.Bucket, key: place.Key };
}

/** Makes an object that must not exist. The look comes first: a versioned bucket ignores the condition. */
async function putNew(s3: S3Client, place: { Bucket: string; Key: string }, text: string): Promise<void> {
  const exists = new Error(
    `the stack cluster has a state already (${place.Key} in ${place.Bucket}), so nothing was done. If the cluster is ` +
      'not in it, see docs/guides/adopt.md.',
  );
  if (await isThere(s3, place)) throw exists;
  try {
    await s3.send(new PutObjectCommand({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' }));
  } catch (error) {
    throw statusOf(error) === PRECONDITION_FAILED ? exists : error;
  }
}

async function isThere(s3: S3Client, place: { Bucket: string; Key: string }): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand(place));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

const statusOf = (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined);
