import { NoSuchKey } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StateJson } from '../engine/state-json';
import type { RequestLimits } from '../object-storage/client';
import { readState } from '../object-storage/read-state';
import { accessTo } from './bucket-access';
import type { SynthesizedStack } from './output-folder';

/** The state of a stack, read from the store without an engine, secrets included; undefined if there is none yet. */
export async function storedState(
  { environment }: { readonly environment: EnvironmentVariables },
  { backend }: Pick<SynthesizedStack, 'backend'>,
  requestLimits?: RequestLimits,
): Promise<StateJson | undefined> {
  try {
    const s3 = accessTo(backend.endpoint, environment, requestLimits);
    return await readState(s3, { Bucket: backend.bucket, Key: backend.key });
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
