import { GetObjectCommand, HeadObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentName } from '../../model/entities/environment';
import { handoffContract, type HandoffContract } from '../../model/handoff/contract';
import { statusOf } from '../ledger/store';
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

/** A contract is not what its name says. */
export class ContractDamaged extends Error {
  override readonly name = 'ContractDamaged';
}

/**
 * Contracts in the artifacts bucket: each an object whose key has its version and its hash, and that is never written
 * with another content. A version that withdraws it has an object, too. Which of them were published, and by whom, the
 * ledger tells.
 */
export class Contracts {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /** Keeps a contract, and reads it back; it may be there already. */
  async keep(environment: EnvironmentName, version: number, contract: HandoffContract): Promise<void> {
    const text = contractText(contract);
    const key = keyOf(environment, { version, hash: hashOfText(text) });
    if (await this.isThere(key)) return;
    await putAndReadBack(this.s3, this.bucket, key, Buffer.from(text));
  }

  /** Keeps that a version withdraws the contract, for whoever cannot read the ledger; it may be there already. */
  async keepWithdrawal(environment: EnvironmentName, version: number): Promise<void> {
    const key = keyOf(environment, { version, hash: WITHDRAWN });
    if (await this.isThere(key)) return;
    const text = JSON.stringify({ environment, version, withdrawn: true }, undefined, 2);
    await putAndReadBack(this.s3, this.bucket, key, Buffer.from(`${text}\n`));
  }

  /**
   * @returns undefined where there is none
   * @throws {ContractDamaged} when it is not what was published
   */
  async read(environment: EnvironmentName, id: ContractId): Promise<PublishedContract | undefined> {
    const key = keyOf(environment, id);
    const text = await this.text(key);
    if (text === undefined) return undefined;
    const contract = parsed(text);
    if (hashOfText(text) === id.hash && contract) return { ...id, contract };
    throw new ContractDamaged(
      `${key} in ${this.bucket} is not the contract that was published: its hash is another one`,
    );
  }

  /** The one with the highest version, for whoever cannot read the ledger; undefined where that withdraws it. */
  async newest(environment: EnvironmentName): Promise<PublishedContract | undefined> {
    const prefix = prefixOf(environment);
    const ids: ContractId[] = [];
    const pages = paginateListObjectsV2({ client: this.s3 }, { Bucket: this.bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      for (const { Key = '' } of Contents) {
        const [, version, hash] = /^(\d+)-([0-9a-f]{64}|withdrawn)\.json$/.exec(Key.slice(prefix.length)) ?? [];
        if (hash !== undefined) ids.push({ version: Number(version), hash });
      }
    }
    const last = ids.sort((a, b) => a.version - b.version).at(-1);
    return last && last.hash !== WITHDRAWN ? this.read(environment, last) : undefined;
  }

  private async isThere(Key: string): Promise<boolean> {
    try {
      await this.s3.send(new HeadObjectCommand({ Bucket: this.bucket, Key }));
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
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
