import { App } from 'cdktf';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../../model/platform';
import { buildStacks } from '../../stacks/build-stacks';
import { writeStacks } from '../../synth/write-stacks';

/** A block of Terraform's JSON syntax. */
export type Body = Readonly<Record<string, unknown>>;
type Labelled<T> = Readonly<Record<string, T>>;

/** Terraform JSON of a stack. */
export interface StackJson {
  readonly terraform: {
    readonly required_version: string;
    readonly backend: Labelled<Body>;
    readonly required_providers: Labelled<{ readonly source: string; readonly version: string }>;
  };
  readonly provider: Labelled<readonly Body[]>;
  readonly resource?: Labelled<Labelled<Body>>;
  readonly data?: Labelled<Labelled<Body>>;
  readonly locals?: Body;
  readonly output?: Labelled<Body>;
  readonly import?: readonly Body[];
}

/** Stacks by id, in the order of deployment. */
export type Stacks = Readonly<Record<string, StackJson>>;

/** What a synth wrote, read back for a test. */
export interface Synthesized {
  readonly stacks: Stacks;
  /** Stacks that have to be applied before, by stack. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** Synthesizes a platform as `npx lke-platform synth` does. */
export const synthesize = (platform: Platform): Synthesized => writeOf(platform);

/** The Terraform JSON of one stack of a platform. */
export function synthesizeStack(platform: Platform, stack: string): StackJson {
  const json = writeOf(platform, stack).stacks[stack];
  if (!json) throw new Error(`the platform has no stack ${stack}`);
  return json;
}

/** @param only the one stack that counts, which spares the time of the others. @default - all */
const writeOf = (platform: Platform, only?: string): Synthesized =>
  inFolder((outdir) => {
    const app = new App({ outdir });
    const stacks = buildStacks(app, platform).filter(({ stackId }) => only === undefined || stackId === only);
    writeStacks({ app, platform, stacks, warnings: [] });
  });

/**
 * Synthesizes an app as cdktf does it.
 *
 * @throws {Error} when a stack names a path of this machine
 */
export const synthesizeApp = (build: (app: App) => unknown): Synthesized =>
  inFolder((outdir) => {
    const app = new App({ outdir });
    build(app);
    app.synth();
  });

/**
 * Lets something synthesize into a folder that is removed again, and reads every stack: without the `//` metadata, which
 * is for cdktf-cli and carries its version, and with sorted keys.
 */
function inFolder(write: (outdir: string) => void): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'lke-platform-synth-'));
  try {
    write(outdir);
    return readOutput(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly stacks: Labelled<{ readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>;
}

/** Reads the stacks of an output folder. */
function readOutput(outdir: string): Synthesized {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  const stacks = Object.entries(manifest.stacks);
  return {
    stacks: Object.fromEntries(
      stacks.map(([name, { synthesizedStackPath }]) => {
        const text = readFileSync(join(outdir, synthesizedStackPath), 'utf8');
        refuseMachinePaths(name, text, outdir);
        return [name, comparable(JSON.parse(text)) as StackJson];
      }),
    ),
    dependencies: Object.fromEntries(stacks.map(([name, { dependencies }]) => [name, dependencies])),
  };
}

const PROJECT = join(__dirname, '../..');
const HOME_FOLDERS = /\/home\/|\/Users\/|[A-Z]:\\\\/;

/** Paths inside containers, as charts have them, are fine; those of the machine that synthesizes are not. */
function refuseMachinePaths(stack: string, text: string, outdir: string): void {
  const line = text.split('\n').find((candidate) => {
    const named = [PROJECT, process.cwd(), homedir(), outdir].some((path) => candidate.includes(`${path}/`));
    return named || HOME_FOLDERS.test(candidate);
  });
  if (line !== undefined) throw new Error(`stack ${stack} names a path of this machine: ${line.trim()}`);
}

/** The same value without `//` and with sorted keys. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, comparable(entry)]),
  );
}

/** One resource of a stack. With `for_each`, its instances have addresses of their own. */
export interface ResourceJson {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

/** The resources of a stack. */
export const resourcesOf = ({ resource = {} }: StackJson): ResourceJson[] =>
  Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, body })),
  );
