import type { Environment } from '../../../model/derive/environment';
import { type Claim, Outbox, type WaitingEvent } from '../../../operations/audit/outbox';
import { recorder } from '../../../operations/audit/record';
import type { S3Client } from '@aws-sdk/client-s3';
import { ManifestFolder } from '../../../operations/secrets/manifest-folder';
import { type BucketKeys, type KeyScope, valueMaker } from '../../../operations/secrets/make-value';
import type { RotationSite } from '../../../operations/secrets/rotation/rotate';
import type { SecretUser, SecretUsers } from '../../../operations/secrets/rotation/secret-users';
import { Ledger } from '../../../operations/ledger/ledger';
import { parseEvent } from '../../../operations/ledger/event';
import { memoryLedger, type MemoryLedger } from '../memory-ledger';
import { examplePlatform } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import { MemoryCluster, MemorySource, sourcesOf, textOf } from './memory';
import { sealingPair, type SealingPair } from './sealing-pair';

const PLATFORM = examplePlatform();

/** Keys of buckets at a Linode in memory. */
export class MemoryKeys implements BucketKeys {
  /** By access key. */
  readonly keys = new Map<string, { readonly label: string } & KeyScope>();
  private count = 0;

  mint(label: string, scope: KeyScope) {
    this.count += 1;
    const accessKey = `ACCESS${this.count}`;
    this.keys.set(accessKey, { label, ...scope });
    return Promise.resolve({ accessKey, secretKey: `secret of ${accessKey}` });
  }

  of({ buckets, permissions }: KeyScope) {
    const found = [...this.keys].filter(
      ([, key]) => key.permissions === permissions && key.buckets.join() === buckets.join(),
    );
    return Promise.resolve(found.map(([accessKey, { label }]) => ({ label, accessKey })));
  }

  revoke(accessKey: string) {
    this.keys.delete(accessKey);
    return Promise.resolve();
  }
}

/** Keeps nothing: waiting for the disk takes longer than whole tests. */
class MemoryOutbox extends Outbox {
  override keep(event: WaitingEvent): Claim {
    const nothing = () => undefined;
    return { event, file: this.folder, forget: nothing, release: nothing };
  }
}

/** Pods in memory that use the key of Loki's bucket. */
export class MemoryUsers implements SecretUsers {
  /** The access key that each started with. */
  readonly pods = new Map<string, { readonly owner: string | undefined; readonly startedWith: string }>();

  constructor(private readonly cluster: MemoryCluster) {}

  olderThan(): Promise<SecretUser[]> {
    const older = [...this.pods].filter(([, { startedWith }]) => startedWith !== this.current);
    return Promise.resolve(older.map(([pod, { owner }]) => ({ id: pod, pod, owner })));
  }

  restart(_: string, owner: string): Promise<void> {
    for (const [pod, it] of [...this.pods].filter(([, other]) => other.owner === owner)) {
      this.pods.delete(pod);
      this.pods.set(`${pod}-new`, { ...it, startedWith: this.current });
    }
    return Promise.resolve();
  }

  private get current(): string {
    return textOf(this.cluster.secrets.get('monitoring/loki-bucket-key')?.access_key);
  }
}

/** What a process of a test takes of its surroundings, so that it can be killed. */
export type Watch = <T extends object>(target: T) => T;

/** Everything that secrets are synced with, in memory, and where a test looks. */
export interface MemorySite extends RotationSite {
  readonly keys: MemoryKeys;
  readonly cluster: MemoryCluster;
  readonly source: MemorySource;
  readonly users: MemoryUsers;
  readonly memory: MemoryLedger;
  readonly folder: ManifestFolder;
  /** What happened, in order. */
  readonly steps: string[];
  /** Kinds of the events in the ledger. */
  kinds(): string[];
}

/** @param world what another process left there. @default - nothing */
export function memorySite(
  now: () => Date = () => new Date(),
  world?: MemorySite,
  watch: Watch = (it) => it,
): MemorySite {
  const memory = world ? continuedLedger(world.memory, now, watch) : memoryLedger(now);
  const source = watch(world?.source ?? new MemorySource(now));
  const keys = watch(world?.keys ?? new MemoryKeys());
  const cluster = world?.cluster ?? new MemoryCluster(sharedPair());
  const steps: string[] = [];
  const log = {
    platform: 'acme',
    ledger: memory.ledger,
    s3: undefined as unknown as S3Client, // nothing of it is delivered here
    artifacts: 'acme-artifacts',
    outbox: new MemoryOutbox('in memory'),
  };
  return {
    sources: sourcesOf(source),
    source,
    keys,
    memory,
    folder: world?.folder ?? new ManifestFolder(temporaryFolder()),
    maker: valueMaker(PLATFORM, keys),
    cluster: watch(cluster),
    users: watch(world?.users ?? new MemoryUsers(cluster)),
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

/** The ledger that another process has written to. */
function continuedLedger(former: MemoryLedger, now: () => Date, watch: Watch): MemoryLedger {
  const store = watch(former.ledger.store);
  return { ...former, ledger: new Ledger({ store, anchors: former.ledger.anchors, now }) };
}

let pair: SealingPair | undefined;

/** Making a key takes longer than whole tests. */
const sharedPair = () => (pair ??= sealingPair());

/** An environment of the example. */
export function exampleEnvironment(name: Environment['name']): Environment {
  const found = PLATFORM.environments.find((it) => it.name === name);
  if (!found) throw new Error(`the example has no ${name}`);
  return found;
}
