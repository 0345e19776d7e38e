import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentName } from '../../model/entities/environment';
import { handoffContract, type HandoffContract } from '../../model/handoff/contract';
import { statusOf } from '../ledger/store';
import { keysIn } from '../object-storage/list-keys';
import { putAndReadBack } from '../object-storage/put-and-read-back';
import { contractText, hashOfText } from './hash';

/** A contract as it was published. */
export interface PublishedContract {
  /** From 1 on, one more with each change. */
  readonly version: number;
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly contract: HandoffContract;
}

/** Which contract is meant. */
export type ContractId = Pick<PublishedContract, 'version' | 'hash'>;

const DIGITS = 6;
const prefixOf = (environment: EnvironmentName) => `handoff/${environment}/`;
const keyOf = (environment: EnvironmentName, { version, hash }: ContractId) =>
  `${prefixOf(environment)}${String(version).padStart(DIGITS, '0')}-${hash}.json`;

/** In the place of a hash: with this version the contract was withdrawn. */
const WITHDRAWN = 'withdrawn';

/**
 * Why the document of a contract cannot be read: it is not what was published, it is in the format of another release, or
 * it is not there, as after a run that was killed between an event and its document.
 */
export type UnreadableCause = 'damaged' | 'other-format' | 'not-kept';

/** The document of a contract that was published cannot be read. */
export class ContractUnreadable extends Error {
  override readonly name = 'ContractUnreadable';
  constructor(
    readonly environment: EnvironmentName,
    readonly id: ContractId,
    readonly why: UnreadableCause,
    /** Where it is. @default - it is nowhere */
    where?: string,
  ) {
    const version = `version ${id.version} of the contract of ${environment}`;
    const which = where === undefined ? version : `${where}, the document of ${version},`;
    super(`${which} ${WHY[why]} npx lke-platform handoff publish ${environment}`);
  }
}

const WHY: Readonly<Record<UnreadableCause, string>> = {
  damaged: 'is damaged: its content does not have the SHA-256 in its name. Write it again:',
  'other-format':
    'is as it was published, in a format that this release of lke-platform does not read. Read it with the release that ' +
    'published it, or publish it as this one writes it:',
  'not-kept': 'is in the ledger, and its document is not kept. Keep it again:',
};

/** That nothing can be compared with a contract, in words. */
export const notComparedText = ({ id: { version }, why }: ContractUnreadable) =>
  ({
    damaged: `the document of version ${version} is damaged`,
    'other-format': `version ${version} is in a format that this release does not read`,
    'not-kept': `the document of version ${version} is not kept`,
  })[why];

/**
 * Contracts in the artifacts bucket: each an object whose key has its version and its hash, and that is written with no
 * other content. A version that withdraws it has an object, too. Which of them were published, and by whom, the
 * ledger tells.
 */
export class Contracts {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /** Keeps a contract, and reads it back. One that is there already stays; one that is damaged is written again. */
  async keep(environment: EnvironmentName, version: number, contract: HandoffContract): Promise<void> {
    const text = contractText(contract);
    await this.write(keyOf(environment, { version, hash: hashOfText(text) }), text);
  }

  /** Keeps that a version withdraws the contract, for whoever cannot read the ledger, as {@link keep} does. */
  async keepWithdrawal(environment: EnvironmentName, version: number): Promise<void> {
    const text = JSON.stringify({ environment, version, withdrawn: true }, undefined, 2);
    await this.write(keyOf(environment, { version, hash: WITHDRAWN }), `${text}\n`);
  }

  /**
   * @returns undefined where there is none
   * @throws {ContractUnreadable} when it is not what was published, or another release published it
   */
  async read(environment: EnvironmentName, id: ContractId): Promise<PublishedContract | undefined> {
    const key = keyOf(environment, id);
    const text = await this.text(key);
    if (text === undefined) return undefined;
    const where = `${key} in ${this.bucket}`;
    if (hashOfText(text) !== id.hash) throw new ContractUnreadable(environment, id, 'damaged', where);
    const contract = parsed(text);
    if (!contract) throw new ContractUnreadable(environment, id, 'other-format', where);
    return { ...id, contract };
  }

  /**
   * The one with the highest version, for whoever cannot read the ledger; undefined where that withdraws it.
   *
   * @throws {ContractUnreadable} as {@link read} does
   */
  async newest(environment: EnvironmentName): Promise<PublishedContract | undefined> {
    const last = await this.newestId(environment);
    return last && this.read(environment, last);
  }

  /** Which one {@link newest} is, whether its document can be read or not. */
  async newestId(environment: EnvironmentName): Promise<ContractId | undefined> {
    const prefix = prefixOf(environment);
    const ids: ContractId[] = [];
    for await (const key of keysIn(this.s3, this.bucket, prefix)) {
      const [, version, hash] = /^(\d+)-([0-9a-f]{64}|withdrawn)\.json$/.exec(key.slice(prefix.length)) ?? [];
      if (hash !== undefined) ids.push({ version: Number(version), hash });
    }
    const last = ids.sort((a, b) => a.version - b.version).at(-1);
    return last?.hash === WITHDRAWN ? undefined : last;
  }

  /** What is there with this content stays as it is. */
  private async write(key: string, text: string): Promise<void> {
    if ((await this.text(key)) === text) return;
    await putAndReadBack(this.s3, this.bucket, key, Buffer.from(text));
  }

  private async text(Key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      return await Body?.transformToString();
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}

function parsed(text: string): HandoffContract | undefined {
  try {
    return handoffContract.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
