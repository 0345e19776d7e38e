import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StackId } from '../../model/naming';
import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { snapshotsOf } from '../deploy/snapshots';
import { parseState } from '../engine/state-json';
import { readNamedFile } from '../machine/named-file';
import { keysIn } from '../object-storage/list-keys';

/** Why a state has to be put back. */
export type Loss = 'missing' | 'damaged';

/** The last state of a stack that anything tells of; undefined where it never had one. */
export function lastKnown(records: readonly AppliedRecord[]): StateVersion | undefined {
  const versions = records
    .flatMap(({ state, end, written }) => [state, end?.state ?? null, written?.state ?? null])
    .filter((it) => it !== null);
  const lineage = versions.at(-1)?.lineage;
  const serials = versions.filter((it) => it.lineage === lineage).map(({ serial }) => serial);
  return lineage === undefined ? undefined : { lineage, serial: Math.max(...serials) };
}

/**
 * Whether a state is lost: it is not there though one was left by an apply, or what is there is not a state.
 *
 * @param text what the store has. @default - nothing
 */
export function lossOf(text: string | undefined, known: StateVersion | undefined): Loss | undefined {
  if (text === undefined) return known && 'missing';
  try {
    parseState(text);
    return undefined;
  } catch {
    return 'damaged';
  }
}

/** The latest copy of a state of one lineage, by its key in the artifacts bucket; undefined where there is none. */
export async function latestCopy(
  s3: S3Client,
  bucket: string,
  stack: StackId,
  lineage: string,
): Promise<string | undefined> {
  const keys: string[] = [];
  for await (const key of keysIn(s3, bucket, snapshotsOf(stack))) keys.push(key);
  return keys
    .filter((key) => key.includes(lineage))
    .sort()
    .at(-1);
}

/**
 * The text of a copy of a state, as it was.
 *
 * @param identityFile file with the secret half of the recipient that it was encrypted for
 * @throws {Error} when the identity is damaged, or does not open it, or it is not a state of that lineage
 */
export async function readCopy(
  s3: S3Client,
  place: { readonly bucket: string; readonly key: string },
  identityFile: string,
  { lineage }: Pick<StateVersion, 'lineage'>,
): Promise<string> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  const identities = readNamedFile(identityFile)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0)
    throw new Error(`${identityFile} holds no age identity, which begins with AGE-SECRET-KEY-`);
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch {
    // What is thrown may quote the identity.
    throw new Error(
      `${identityFile} has a damaged age identity: a line begins with AGE-SECRET-KEY-, and does not go on as one. ` +
        'Name a file as age-keygen writes it.',
    );
  }
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }));
  const text = await opened(decrypter, (await Body?.transformToByteArray()) ?? new Uint8Array(), place, identityFile);
  const state = parseState(text);
  if (state.lineage === lineage) return text;
  throw new Error(`${place.bucket}/${place.key} is a state of another lineage (${state.lineage})`);
}

async function opened(
  decrypter: { decrypt(file: Uint8Array, as: 'text'): Promise<string> },
  content: Uint8Array,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  identityFile: string,
): Promise<string> {
  try {
    return await decrypter.decrypt(content, 'text');
  } catch (error) {
    throw new Error(`${identityFile} does not open ${bucket}/${key}: ${(error as Error).message}`, { cause: error });
  }
}

/** A state that takes the place of a lost one. */
export interface NextState {
  readonly text: string;
  readonly version: StateVersion;
}

/**
 * The state to put in place of the lost one: later than any that was known, or the engine and its users would mix them up.
 * Nothing else of its text is touched: JavaScript has no place for every number that a state may hold.
 *
 * @throws {Error} when the copy does not say its serial where every engine writes it
 */
export function nextOf(copy: string, known: StateVersion): NextState {
  const { lineage, serial: former } = parseState(copy);
  const serial = Math.max(former, known.serial) + 1;
  const text = copy.replace(/"serial":\s*\d+/, `"serial": ${serial}`);
  if (parseState(text).serial === serial) return { text, version: { lineage, serial } };
  throw new Error('the copy does not say its serial where an engine writes it, before its outputs and resources');
}
