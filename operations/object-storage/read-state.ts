import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseState, type StateJson } from '../engine/state-json';

/** Reads a state from the store without an engine, secrets included. */
export async function readState(s3: S3Client, object: { Bucket: string; Key: string }): Promise<StateJson> {
  const { Body } = await s3.send(new GetObjectCommand(object));
  return parseState((await Body?.transformToString()) ?? '');
}
