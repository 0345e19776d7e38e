import type { S3Client } from '@aws-sdk/client-s3';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import { STACK_IDS } from '../../../model/entities/resource-address';
import type { StackId } from '../../../model/naming';
import type { FactualStack } from '../../../model/stack-facts';
import { AppliedConfigurations } from '../../applied-configuration/applied-configurations';
import { snapshotsOf } from '../../deploy/snapshots';
import { BACKUP_PREFIX } from '../../secrets/sealing/key-backups';
import { AppliedReader, type AppliedTold } from './applied-reader';
import { newestIn } from './newest-in';

/** What the artifacts come to. */
export interface ArtifactsTold {
  readonly applied: ReadonlyMap<FactualStack, AppliedTold>;
  /** When the last snapshot of the state of a stack was taken. */
  readonly snapshots: ReadonlyMap<StackId, Date>;
  /** When the last sealing key was backed up; undefined where none is. */
  readonly sealingKeys: Date | undefined;
  /** Stacks whose applied configuration is there, and is none. */
  readonly unreadable: readonly FactualStack[];
}

const FACTUAL_STACKS: readonly FactualStack[] = ['cluster', ...ENVIRONMENT_NAMES];

/** Reads the bucket of artifacts. */
export class ArtifactsReader {
  private readonly configurations: AppliedReader;

  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {
    this.configurations = new AppliedReader(new AppliedConfigurations(s3, bucket));
  }

  /** @param signal breaks the reading off @throws {Error} when the store does not answer, or refuses */
  async read(signal: AbortSignal): Promise<ArtifactsTold> {
    const applied = new Map<FactualStack, AppliedTold>();
    const unreadable: FactualStack[] = [];
    for (const stack of FACTUAL_STACKS) {
      signal.throwIfAborted();
      try {
        const told = await this.configurations.read(stack);
        if (told) applied.set(stack, told);
      } catch (error) {
        if (isStoreTrouble(error)) throw error;
        unreadable.push(stack);
      }
    }
    const snapshots = new Map<StackId, Date>();
    for (const stack of STACK_IDS) {
      const newest = await newestIn(this.s3, this.bucket, snapshotsOf(stack), signal);
      if (newest) snapshots.set(stack, newest);
    }
    const sealingKeys = await newestIn(this.s3, this.bucket, BACKUP_PREFIX, signal);
    return { applied, snapshots, sealingKeys, unreadable };
  }
}

/** Whether an error came of a request, and not of what an object holds: the client marks its own. */
const isStoreTrouble = (error: unknown) => error instanceof Error && '$metadata' in error;
