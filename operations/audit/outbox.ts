import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { placesOf } from '../bootstrap/places';
import { writePrivateFile } from '../bootstrap/private-file';
import { CHAINS, recordSchema } from '../ledger/event';
import { isRunning } from '../machine/process';

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
/** Ending of the name of a file whose event a process is writing. */
const CLAIMED = /\.json\.(\d+)$/;

/**
 * Events of this machine's operations until they are in the ledger, each in a file that only its owner can read. An event
 * is kept before it is sent, so that neither a store that does not answer nor a killed process loses it.
 */
export class Outbox {
  private count = 0;

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
      if (!this.rename(found, `${name}.${process.pid}`)) continue;
      const event = this.read(name);
      if (event) {
        yield this.claimOf(name, event);
      } else {
        this.rename(`${name}.${process.pid}`, name);
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
        this.rename(`${name}.${process.pid}`, name);
      },
    };
  }

  private claimed(name: string): string {
    return join(this.folder, `${name}.${process.pid}`);
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
      .filter((name) => {
        const owner = CLAIMED.exec(name)?.[1];
        return owner === undefined ? name.endsWith(WAITING) : !isRunning({ pid: Number(owner) });
      })
      .sort();
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
