import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { stateKeyOf } from '../../model/naming';
import { accessTo } from '../deploy/bucket-access';
import type { StateJson } from '../engine/plan-json';
import { parseState } from '../engine/stack-engine';
import { type HeldLock, listLocks } from '../object-storage/locks';

/** Where the states of a platform are. */
export interface StatePlace {
  readonly platform: string;
  readonly bucket: string;
  /** Address of the object storage. */
  readonly endpoint: string;
}

/** The states of a platform, secrets included: those of stacks that are gone, too. */
export interface States {
  readonly all: readonly StateJson[];
  /** That of the stack `cluster`; undefined before its first apply. */
  readonly cluster: StateJson | undefined;
  /** The locks on them that are held. */
  readonly locks: readonly HeldLock[];
}

/** Reads the states as they are in the bucket, without an engine. A bucket that is gone holds none. */
export async function readStates(place: StatePlace, environment: EnvironmentVariables): Promise<States> {
  const { platform, bucket, endpoint } = place;
  const s3 = accessTo(endpoint, environment);
  const clusterKey = stateKeyOf(platform, 'cluster');
  try {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3 },
      { Bucket: bucket, Prefix: `${platform}/` },
    ))
      keys.push(...Contents.flatMap(({ Key = '' }) => (Key.endsWith('.tfstate') ? Key : [])));
    const states = await Promise.all(
      keys.map(async (key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return [key, parseState((await Body?.transformToString()) ?? '')] as const;
      }),
    );
    const locks = (await listLocks(s3, bucket)).filter(({ stateKey }) => stateKey.startsWith(`${platform}/`));
    return { all: states.map(([, state]) => state), cluster: new Map(states).get(clusterKey), locks };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return { all: [], cluster: undefined, locks: [] };
    throw error;
  }
}
