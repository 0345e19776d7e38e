import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseState, type StateJson } from '../engine/state-json';

/** Reads a state from the store without an engine, secrets included. */
export async function readState(s3: S3Client, object: { Bucket: string; Key: string }): Promise<StateJson> {
  const { Body } = await s3.send(new GetObjectCommand(object));
  const text = (await Body?.transformToString()) ?? '';
  try {
    return parseState(text);
  } catch (error) {
    const { Bucket, Key } = object;
    throw new Error(
      `the state ${Bucket}/${Key} is damaged: ${(error as Error).message}. Put back its last snapshot: docs/guides/state.md`,
    );
  }
}
