import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { placesOf } from '../bootstrap/places';
import { writePrivateFile } from '../bootstrap/private-file';
import { isRunning, processIdentity, processSpace } from '../machine/process';

const schema = z.object({
  grant: z.string(),
  environment: z.enum(ENVIRONMENT_NAMES),
  /** Reference to where the kubeconfig is kept. */
  kubeconfig: z.string(),
  space: z.string(),
  process: z.object({ pid: z.int(), startedAt: z.string().optional() }),
});

/** A grant that a process of this machine has begun. Nothing of it is secret. */
export type RunNote = z.infer<typeof schema>;
type Noted = Pick<RunNote, 'grant' | 'environment' | 'kubeconfig'>;

/** Notes of the grants that are being made on this machine, by which the next run ends what a killed one left. */
export class RunNotes {
  private readonly folder: string;

  constructor(platform: string, environment: EnvironmentVariables) {
    this.folder = join(placesOf(platform, environment).work, 'access-runs');
  }

  keep(noted: Noted): void {
    const note: RunNote = { ...noted, space: processSpace(), process: processIdentity() };
    writePrivateFile(this.fileOf(noted), `${JSON.stringify(note)}\n`);
  }

  forget(noted: Pick<Noted, 'grant'>): void {
    rmSync(this.fileOf(noted), { force: true });
  }

  /** Those whose process has ended without forgetting them. */
  left(): RunNote[] {
    return this.names().flatMap((name) => {
      const note = read(join(this.folder, name));
      return note?.space === processSpace() && !isRunning(note.process) ? [note] : [];
    });
  }

  private fileOf({ grant }: Pick<Noted, 'grant'>): string {
    return join(this.folder, `${grant}.json`);
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.json'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

function read(file: string): RunNote | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
