import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { placesOf } from '../bootstrap/places';
import { writePrivateFile } from '../bootstrap/private-file';
import { CHAINS, recordSchema } from '../ledger/event';
import { isRunning, processIdentity, processSpace } from '../machine/process';

const waitingSchema = z.object({
  chain: z.enum(CHAINS),
  /** When it happened, in ISO 8601; the ledger's time is when it was written. */
  happened: z.iso.datetime(),
  record: recordSchema,
});

/** An event that has happened, and that the ledger may not have yet. */
export type WaitingEvent = z.infer<typeof waitingSchema>;

/** An event of the outbox that this process is about to write; no other one takes it up meanwhile. */
export interface Claim {
  readonly event: WaitingEvent;
  /** Where it is kept, once it is {@link release | released}. */
  readonly file: string;
  /** It is in the ledger. */
  forget(): void;
  /** It is not; a later run writes it. */
  release(): void;
}

const WAITING = '.json';
/**
 * Ending of the name of a file whose event a process is writing: where its number means something, the number, and when
 * it was started. A number alone is given to others later, and means another process in each container.
 */
const CLAIMED = /\.json\.([0-9a-f]{8})-(\d+)-(\d*)$/;

/** Where it cannot be seen whether a process runs, it is dead after so long: writing an event takes minutes at most. */
const LONGEST_CLAIM_MS = 3_600_000;

/**
 * Events of this machine's operations until they are in the ledger, each in a file that only its owner can read. An event
 * is kept before it is sent, so that neither a store that does not answer nor a killed process loses it.
 */
export class Outbox {
  private count = 0;
  private readonly space = createHash('sha256').update(processSpace()).digest('hex').slice(0, 8);
  /** Ending of the names of files that this process writes. */
  private readonly mine = `${this.space}-${process.pid}-${processIdentity().startedAt ?? ''}`;

  constructor(readonly folder: string) {}

  /** Keeps an event, for this process to write. */
  keep(event: WaitingEvent): Claim {
    this.count += 1;
    const order = `${event.happened.replace(/\D/g, '')}-${String(this.count).padStart(4, '0')}`;
    const name = `${order}-${event.record.id}${WAITING}`;
    writePrivateFile(this.claimed(name), `${JSON.stringify(event)}\n`);
    return this.claimOf(name, event);
  }

  /** How many events wait, and are not being written by a process that runs. */
  get waiting(): number {
    return this.names().length;
  }

  /** Takes up what waits, the oldest first; of what is not an event, the file. */
  *takeUp(): Generator<Claim | { readonly spoilt: string }> {
    for (const found of this.names()) {
      const name = found.replace(CLAIMED, WAITING);
      if (!this.take(found, `${name}.${this.mine}`)) continue;
      const event = this.read(name);
      if (event) {
        yield this.claimOf(name, event);
      } else {
        this.rename(`${name}.${this.mine}`, name);
        yield { spoilt: join(this.folder, name) };
      }
    }
  }

  private read(name: string): WaitingEvent | undefined {
    try {
      return waitingSchema.parse(JSON.parse(readFileSync(this.claimed(name), 'utf8')));
    } catch {
      return undefined;
    }
  }

  private claimOf(name: string, event: WaitingEvent): Claim {
    return {
      event,
      file: join(this.folder, name),
      forget: () => {
        rmSync(this.claimed(name), { force: true });
      },
      release: () => {
        this.rename(`${name}.${this.mine}`, name);
      },
    };
  }

  private claimed(name: string): string {
    return join(this.folder, `${name}.${this.mine}`);
  }

  /** Takes a file over, from now on. @returns false where another process was faster */
  private take(from: string, to: string): boolean {
    if (!this.rename(from, to)) return false;
    const now = new Date();
    utimesSync(join(this.folder, to), now, now);
    return true;
  }

  /** @returns false where another process was faster */
  private rename(from: string, to: string): boolean {
    if (from === to) return true;
    try {
      renameSync(join(this.folder, from), join(this.folder, to));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  /** Files that nobody is at work on, the oldest first. */
  private names(): string[] {
    return filesIn(this.folder)
      .filter((name) => (CLAIMED.test(name) ? this.isAbandoned(name) : name.endsWith(WAITING)))
      .sort();
  }

  private isAbandoned(name: string): boolean {
    const [, space, pid, startedAt] = CLAIMED.exec(name) ?? [];
    if (space === this.space && startedAt) return !isRunning({ pid: Number(pid), startedAt });
    try {
      return Date.now() - statSync(join(this.folder, name)).mtimeMs > LONGEST_CLAIM_MS;
    } catch {
      return false; // written meanwhile
    }
  }
}

/** The outbox of a platform on this machine: `~/.local/state/lke-platform/<platform>/audit-outbox/`. */
export const outboxOf = (platform: string, environment: EnvironmentVariables) =>
  new Outbox(join(placesOf(platform, environment).work, 'audit-outbox'));

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
