import { appendFileSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity, type ProcessIdentity, processSpace } from '../machine/process';

/** Beginning of the names of the folders that a command works in. */
export const RUN_FOLDER_PREFIX = 'lke-platform-plan-';

/** Files of a run folder beside the plans and the engine's output. */
export const RUN_NOTE = 'run.json';
export const ENGINES = 'engines.jsonl';
export const ENGINE_OUTPUT = '.out';

/** Where the engine writes a state that the store did not take; it is then the only copy. */
export const ERRORED_STATE = 'errored.tfstate';

/** Folder of a run folder with the configurations that the engine works on, each in one of its own. */
const WORK = 'work';

const ONLY_THE_OWNER = { mode: 0o600 };

/** What a run is, for whoever finds its folder. */
export interface RunNote {
  /** Such as `apply`. */
  readonly command: string;
  /** What it worked on: the platform, or the application that was shown. */
  readonly platform: string;
  /** Whether its engine changes something. @default - not known: a release wrote it that did not say so */
  readonly changes?: boolean;
  /** ISO 8601. */
  readonly began: string;
  readonly process: ProcessIdentity;
  /** Where the process has this number. */
  readonly space: string;
}

/** What a run says of itself. */
export interface RunAbout extends Pick<RunNote, 'command' | 'platform'> {
  readonly changes: boolean;
}

/** An engine that a run started. */
export interface EngineNote {
  readonly stack: string;
  readonly process: ProcessIdentity;
}

/** The temporary folder of one run, which nobody else can enter: saved plans, and what the engine says. */
export class RunFolder {
  private outputs = 0;

  private constructor(readonly path: string) {}

  /**
   * Does something with a new folder, and removes it afterwards with all that is in it: a saved plan holds secrets. Only
   * a run that is killed leaves it behind, for the next one to find (`left-runs.ts`), and one in which the engine left
   * the only copy of a state.
   */
  static async use<T>(run: RunAbout, work: (folder: RunFolder) => Promise<T>): Promise<T> {
    const path = await mkdtemp(join(tmpdir(), RUN_FOLDER_PREFIX));
    const { command, platform, changes } = run;
    const about = { command, platform, changes, began: new Date().toISOString() };
    const note = { ...about, process: processIdentity(), space: processSpace() };
    try {
      writeFileSync(join(path, RUN_NOTE), JSON.stringify(note satisfies RunNote), ONLY_THE_OWNER);
      return await work(new RunFolder(path));
    } finally {
      if (statesLeftIn(path).length === 0) await rm(path, { recursive: true, force: true });
    }
  }

  /** Path for the saved plan of a stack. The engine would make a file that everybody can read. */
  planFile(stack: string): string {
    const file = join(this.path, `${stack}.tfplan`);
    writeFileSync(file, '', ONLY_THE_OWNER);
    return file;
  }

  /** A new folder in it, for a configuration that the engine shall work on. */
  workFolder(name: string): string {
    const folder = join(this.path, WORK, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** A new path for what the engine says in a run of a stack. */
  outputPath(stack: string): string {
    this.outputs += 1;
    return join(this.path, `${stack}-${this.outputs}`);
  }

  /** Writes down that an engine was started, which goes on if this process is killed. */
  engineStarted(stack: string, pid: number): void {
    const note: EngineNote = { stack, process: processIdentity(pid) };
    appendFileSync(join(this.path, ENGINES), `${JSON.stringify(note)}\n`, ONLY_THE_OWNER);
  }
}

/** States in a run folder that their store did not take: what is in there is in no other place. */
export function statesLeftIn(folder: string): string[] {
  const below = (path: string, isWanted: (name: string) => boolean) =>
    namesIn(path)
      .filter(isWanted)
      .map((name) => join(path, name));
  const all = () => true;
  const works = below(join(folder, WORK), all);
  const stacks = works.flatMap((work) => below(join(work, 'stacks'), all));
  return [...works, ...stacks].flatMap((path) => below(path, (name) => name === ERRORED_STATE)).filter(isFile);
}

const namesIn = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path).sort() : [];

/** A link to it is none: it leads to the user's own output folder. */
const isFile = (path: string) => lstatSync(path).isFile();
