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
  z.object({ event: z.enum(['making', 'gone', 'kept']), thing: temporary }),
  z.object({
    event: z.literal('probed'),
    endpoint: z.string(),
    versioning: z.boolean(),
    lock: z.enum(['honoured', 'ignored', 'sticks', 'unsupported']),
  }),
]);

type Entry = z.infer<typeof entry>;

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
    this.entries.push(entry);
    appendFileSync(this.file, `${JSON.stringify({ at: this.now().toISOString(), ...entry })}\n`, { mode: 0o600 });
  }

  /** What was made, or may have been made, and neither went nor is to stay. */
  temporaries(): Temporary[] {
    const left = new Map<string, Temporary>();
    for (const it of this.entries) {
      if (it.event === 'making') left.set(`${it.thing.kind} ${it.thing.name}`, it.thing);
      if (it.event === 'gone' || it.event === 'kept') left.delete(`${it.thing.kind} ${it.thing.name}`);
    }
    return [...left.values()];
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
