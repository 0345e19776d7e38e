import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { OWN_KEYS } from '../../../model/own-keys';
import { makePrivateFolder } from '../../bootstrap/private-file';

/** A key that this machine asked Linode for. */
const makingSchema = z.object({
  key: z.enum(OWN_KEYS),
  label: z.string(),
  /** File that its values are for. */
  file: z.string(),
});
export type Making = z.infer<typeof makingSchema>;

const entrySchema = z.object({
  at: z.iso.datetime(),
  /** `missing`: it was looked for in vain, but a request that is answered too late may still make it. */
  event: z.enum(['making', 'kept', 'gone', 'missing']),
  ...makingSchema.shape,
});

/** So long after its request a key may still come about at Linode. */
const LATEST_MS = 24 * 3600_000;

/**
 * Keys that this machine asked for, one JSON document a line, without secrets: what a run that was killed asked for is
 * found by its label, for nobody got to know its secret.
 */
export class OwnKeyJournal {
  constructor(
    private readonly path: string,
    private readonly now: () => Date,
  ) {}

  write(event: 'making' | 'kept' | 'gone' | 'missing', making: Making): void {
    makePrivateFolder(dirname(this.path));
    const entry = { at: this.now().toISOString(), event, ...making };
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  /** What was asked for and neither kept nor removed; what is missing, for a day after it was asked for. */
  left(): Making[] {
    if (!existsSync(this.path)) return [];
    const asked = new Map<string, z.infer<typeof entrySchema>>();
    for (const entry of readFileSync(this.path, 'utf8').split('\n').flatMap(parse)) {
      if (entry.event === 'making') asked.set(entry.label, entry);
      else if (entry.event !== 'missing' || this.isOld(asked.get(entry.label)?.at)) asked.delete(entry.label);
    }
    return [...asked.values()].map(({ key, label, file }) => ({ key, label, file }));
  }

  private isOld(at: string | undefined): boolean {
    return at !== undefined && this.now().getTime() - Date.parse(at) > LATEST_MS;
  }
}

/** A line that a killed process left half written is none. */
function parse(line: string) {
  try {
    const { success, data } = entrySchema.safeParse(JSON.parse(line));
    return success ? [data] : [];
  } catch {
    return [];
  }
}
