import type { Environment } from '../../../model/derive/environment';
import { outboxOf } from '../../../operations/audit/outbox';
import { recorder } from '../../../operations/audit/record';
import type { S3Client } from '@aws-sdk/client-s3';
import { ManifestFolder } from '../../../operations/secrets/manifest-folder';
import { type BucketKeys, valueMaker } from '../../../operations/secrets/make-value';
import type { SyncSite } from '../../../operations/secrets/sync';
import { parseEvent } from '../../../operations/ledger/event';
import { memoryLedger, type MemoryLedger } from '../memory-ledger';
import { examplePlatform } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import { MemoryCluster, MemorySource, sourcesOf } from './memory';
import { sealingPair } from './sealing-pair';

/** Keys of buckets at a Linode in memory. */
export class MemoryKeys implements BucketKeys {
  /** By access key. */
  readonly keys = new Map<string, { readonly label: string; readonly bucket: string }>();
  private count = 0;

  mint(label: string, bucket: string) {
    for (const [key, known] of this.keys) if (known.label === label) this.keys.delete(key);
    this.count += 1;
    const accessKey = `ACCESS${this.count}`;
    this.keys.set(accessKey, { label, bucket });
    return Promise.resolve({ accessKey, secretKey: `secret of ${accessKey}` });
  }

  revoke(accessKey: string) {
    this.keys.delete(accessKey);
    return Promise.resolve();
  }
}

/** Everything that secrets are synced with, in memory, and where a test looks. */
export interface MemorySite extends SyncSite {
  readonly cluster: MemoryCluster;
  readonly source: MemorySource;
  readonly keys: MemoryKeys;
  readonly memory: MemoryLedger;
  readonly folder: ManifestFolder;
  /** What happened, in order. */
  readonly steps: string[];
  /** Kinds of the events in the ledger. */
  kinds(): string[];
}

export function memorySite(now: () => Date = () => new Date()): MemorySite {
  const memory = memoryLedger(now);
  const source = new MemorySource(now);
  const keys = new MemoryKeys();
  const steps: string[] = [];
  const log = {
    platform: 'acme',
    ledger: memory.ledger,
    s3: undefined as unknown as S3Client, // nothing of it is delivered here
    artifacts: 'acme-artifacts',
    outbox: outboxOf('acme', { HOME: temporaryFolder() }),
  };
  return {
    sources: sourcesOf(source),
    source,
    keys,
    memory,
    folder: new ManifestFolder(temporaryFolder()),
    maker: valueMaker(examplePlatform(), keys),
    cluster: new MemoryCluster(sealingPair()),
    backUpKeys: () => {
      steps.push('keys backed up');
      return Promise.resolve();
    },
    audit: recorder(log, { name: 'jane', provenBy: 'linode-profile' }, undefined),
    now,
    onStep: (text) => {
      steps.push(text);
    },
    steps,
    kinds: () => [...memory.objects.values()].flatMap((text) => parseEvent(text)?.event.kind ?? []),
  };
}

/** An environment of the example. */
export function exampleEnvironment(name: Environment['name']): Environment {
  const found = examplePlatform().environments.find((it) => it.name === name);
  if (!found) throw new Error(`the example has no ${name}`);
  return found;
}
