import { join } from 'node:path';
import type { Variables } from '../../../operations/bootstrap/variables-file';
import { OwnKeyJournal } from '../../../operations/secrets/own-keys/journal';
import type { IssuedKey, KeyIssuer, NewKey } from '../../../operations/secrets/own-keys/key-issuer';
import type { OwnKeySite } from '../../../operations/secrets/own-keys/rotate-own-key';
import { temporaryFolder } from '../temporary-folder';
import { memorySite, type MemorySite, type Watch } from './site';

/** Keys of one kind at a Linode in memory. */
export class MemoryIssuer implements KeyIssuer {
  readonly name = 'bucket-key';
  readonly variables = ['AWS_ACCESS_KEY_ID', 'LINODE_OBJ_ACCESS_KEY'] as const;
  readonly unknown = 'Get one of your own.';
  readonly keys = new Map<number, IssuedKey>();
  /** Thrown by the next wait for a key to be usable. */
  refusal: Error | undefined;
  private count = 1000;

  /** A key that somebody holds. */
  add(label: string): Variables {
    this.count += 1;
    const id = this.count;
    this.keys.set(id, { id, label, shown: `ACCESS${id}`, createdAt: undefined, expiresAt: undefined });
    return variablesOf(id);
  }

  list() {
    return Promise.resolve([...this.keys.values()]);
  }

  mint(label: string): Promise<NewKey> {
    const variables = this.add(label);
    const [issued] = [...this.keys.values()].slice(-1);
    if (!issued) throw new Error('nothing was made');
    return Promise.resolve({ issued, variables });
  }

  awaitUsable() {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }

  revoke(id: number) {
    this.keys.delete(id);
    return Promise.resolve();
  }

  get labels(): string[] {
    return [...this.keys.values()].map(({ label }) => label);
  }

  /** Whether what these variables hold is in force. */
  opens({ AWS_ACCESS_KEY_ID: key }: Variables): boolean {
    return [...this.keys.values()].some(({ shown }) => shown === key);
  }
}

const variablesOf = (id: number): Variables => ({
  AWS_ACCESS_KEY_ID: `ACCESS${id}`,
  AWS_SECRET_ACCESS_KEY: `secret of ${id}`,
  LINODE_OBJ_ACCESS_KEY: `ACCESS${id}`,
  LINODE_OBJ_SECRET_KEY: `secret of ${id}`,
});

/** A machine on which somebody rotates keys: its journal and its private files outlive a process. */
export class Machine {
  readonly files = new Map<string, Variables>();
  private readonly journal = join(temporaryFolder(), 'own-keys.jsonl');
  private minted = 0;

  constructor(
    readonly issuer: MemoryIssuer,
    /** What the shell has set. */
    public environment: Variables,
    private readonly ledger: MemorySite = memorySite(),
  ) {}

  /** What one process works with. @param watch so that it can be killed */
  site(watch: Watch = (it) => it, path = 'acme.env'): OwnKeySite {
    const now = () => new Date('2026-11-28T12:00:00Z');
    const file = {
      path,
      read: (name: string) => this.files.get(name) ?? {},
      write: (variables: Variables) => void this.files.set(path, variables),
    };
    return {
      platform: 'acme',
      issuer: watch<KeyIssuer>(this.issuer),
      environment: this.environment,
      file,
      journal: new OwnKeyJournal(this.journal, now),
      audit: memorySite(now, this.ledger, watch).audit,
      now,
      random: () => (this.minted += 1).toString(16).padStart(4, '0'),
      onStep: () => undefined,
    };
  }

  /** Lets the shell take what the file has. */
  source(path = 'acme.env'): void {
    this.environment = this.files.get(path) ?? {};
  }

  get kinds(): string[] {
    return this.ledger.kinds();
  }

  /** All that the ledger was told. */
  get told(): string {
    return [...this.ledger.memory.objects.values()].join('\n');
  }
}
