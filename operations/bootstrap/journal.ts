import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LockBehaviour } from '../object-storage/lock-probe';
import { isRefused, STEPS, type Step } from './next-step';

/** Something made at Linode that is to go again, by its name or label. */
export interface Temporary {
  readonly kind: 'key' | 'bucket';
  readonly name: string;
}

const temporary = z.object({ kind: z.enum(['key', 'bucket']), name: z.string() });

/** What is written down; secrets never are. */
const entry = z.discriminatedUnion('event', [
  z.object({ event: z.enum(['began', 'done', 'failed']), step: z.enum(STEPS) }),
  // `missing`: it was looked for and not there, but a request that was answered too late may still make it.
  z.object({ at: z.string().optional(), event: z.enum(['making', 'gone', 'kept', 'missing']), thing: temporary }),
  z.object({
    event: z.literal('probed'),
    endpoint: z.string(),
    versioning: z.boolean(),
    lock: z.enum(['honoured', 'ignored', 'sticks', 'unsupported']),
  }),
]);

type Entry = z.infer<typeof entry>;

/** So long after its request something may still come about at Linode. */
const LATEST_MS = 24 * 3600_000;

/** What bootstrap did so far on this machine, one JSON document a line, so that the next run can go on from there. */
export class Journal {
  private readonly entries: Entry[];
  /** Number of entries of former runs. */
  private readonly former: number;

  constructor(
    private readonly file: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.entries = existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parse) : [];
    this.former = this.entries.length;
  }

  write(entry: Entry): void {
    const dated = { at: this.now().toISOString(), ...entry };
    this.entries.push(dated);
    appendFileSync(this.file, `${JSON.stringify(dated)}\n`, { mode: 0o600 });
  }

  /**
   * What was made, or may have been made, and neither went nor is to stay. What this run has looked for in vain is looked
   * for again by the next ones, for a day.
   */
  temporaries(): Temporary[] {
    const left = new Map<string, { thing: Temporary; at?: string | undefined }>();
    for (const [index, it] of this.entries.entries()) {
      if (!('thing' in it)) continue;
      const name = `${it.thing.kind} ${it.thing.name}`;
      if (it.event === 'making') left.set(name, it);
      else if (it.event !== 'missing' || index >= this.former || this.isOld(left.get(name)?.at)) left.delete(name);
    }
    return [...left.values()].map(({ thing }) => thing);
  }

  private isOld(at: string | undefined): boolean {
    return at !== undefined && this.now().getTime() - Date.parse(at) > LATEST_MS;
  }

  /** Whether a step came to its end when it was last begun. */
  isDone(step: Step): boolean {
    const last = this.entries.filter((it) => 'step' in it && it.step === step).at(-1);
    return last?.event === 'done';
  }

  /** What was last found out about the lock on such buckets of a store. What a former run refused is tried again. */
  lockOn(endpoint: string, versioning: boolean): LockBehaviour | undefined {
    const probes = this.entries.flatMap((it, index) => {
      const isMeant = it.event === 'probed' && it.endpoint === endpoint && it.versioning === versioning;
      return isMeant ? [{ lock: it.lock, isFromThisRun: index >= this.former }] : [];
    });
    const last = probes.at(-1);
    return last && (last.isFromThisRun || !isRefused(last.lock)) ? last.lock : undefined;
  }
}

/** A line that a killed process left half written is none. */
function parse(line: string): Entry[] {
  try {
    const { success, data } = entry.safeParse(JSON.parse(line));
    return success ? [data] : [];
  } catch {
    return [];
  }
}
