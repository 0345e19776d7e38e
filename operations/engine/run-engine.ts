import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type Deadline, TooLate } from '../machine/deadline';
import { engineEnvironment } from './engine-environment';
import { FollowedFile } from './followed-file';
import type { Engine } from './find-engine';
import type { Interrupts } from './interrupts';

/** Mask of permissions that takes everything from everybody else. */
const ONLY_THE_OWNER = 0o077;

/** How a run of the engine ended. */
export interface EngineRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineRunProps {
  readonly engine: Engine;
  /** Folder of the root module. */
  readonly folder: string;
  readonly environment: EnvironmentVariables;
  readonly interrupts: Interrupts;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Takes standard output piece by piece, which is then not collected: for what is too large. @default - it is collected */
  readonly onOutput?: ((chunk: Uint8Array) => void) | undefined;
  /**
   * Where the engine's output goes while it runs, as two files: `<path>.out` and `<path>.err`. With it the engine brings
   * what it does to its end, and writes its state, even if this process is killed.
   * @default - two pipes, at whose end the engine ends too: for what only reads, and whose output is secret
   */
  readonly outputPath?: string | undefined;
  /** Whether nobody else may read the files that the engine writes, such as a state that its store does not take. @default false */
  readonly privateFiles?: boolean;
  /** Called with the process of the engine once it is started. */
  readonly onStart?: ((pid: number) => void) | undefined;
  /** When it is killed, with what it has started: only for what changes nothing and takes no lock. @default - never */
  readonly deadline?: Deadline | undefined;
}

/**
 * Runs the engine once, to its end.
 *
 * @throws {Interrupted} when a signal came before, or stopped it
 * @throws {TooLate} when it was killed at its deadline
 */
export async function runEngine(args: readonly string[], props: EngineRunProps): Promise<EngineRun> {
  props.interrupts.check();
  const run = await (props.outputPath === undefined
    ? runOnPipes(args, props)
    : runOnFiles(args, props, props.outputPath));
  if (run.code !== 0) props.interrupts.check();
  return run;
}

async function runOnPipes(args: readonly string[], props: EngineRunProps): Promise<EngineRun> {
  const { child, ended } = start(args, props, ['ignore', 'pipe', 'pipe']);
  const [stdout, stderr, code] = await Promise.all([
    child.stdout ? outputOf(child.stdout, props) : '',
    child.stderr ? text(child.stderr) : '',
    ended,
  ]);
  return { code, stdout, stderr };
}

async function runOnFiles(args: readonly string[], props: EngineRunProps, path: string): Promise<EngineRun> {
  const stdout = new FollowedFile(`${path}.out`, props.onLine);
  const stderr = new FollowedFile(`${path}.err`);
  const output = () => ({ stdout: stdout.end(), stderr: stderr.end() });
  try {
    const { ended } = start(args, props, ['ignore', stdout.descriptor, stderr.descriptor]);
    return { code: await ended, ...output() };
  } catch (error) {
    output();
    throw error;
  }
}

function start(args: readonly string[], props: EngineRunProps, stdio: StdioOptions) {
  const { engine, folder, environment, interrupts, onStart, privateFiles = false, deadline } = props;
  // A process takes its mask from the one that starts it, which gets its own back at once.
  const mask = privateFiles ? process.umask(ONLY_THE_OWNER) : undefined;
  const child: ChildProcess = spawn(engine.command, args, {
    cwd: folder,
    env: engineEnvironment(environment),
    stdio,
    detached: true, // a process group of its own, see Interrupts
  });
  if (mask !== undefined) process.umask(mask);
  interrupts.watch(child);
  const ended = new Promise<number>((resolve, reject) => {
    const late = deadline && killAt(deadline, child);
    child.once('error', reject);
    child.once('close', (code) => {
      if (late?.() && deadline) reject(new TooLate(`${engine.command} ${args[0] ?? ''}`, deadline));
      else resolve(code ?? 1);
    });
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  return { child, ended };
}

/** @returns ends the waiting, and tells whether the engine was killed */
function killAt({ leftMs }: Deadline, child: ChildProcess): () => boolean {
  let wasKilled = false;
  const timer = setTimeout(() => {
    wasKilled = true;
    // Its process group: the providers that it has started wait for the same answer.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, leftMs);
  return () => {
    clearTimeout(timer);
    return wasKilled;
  };
}

async function outputOf(stream: Readable, { onOutput, onLine }: EngineRunProps): Promise<string> {
  if (!onOutput) return linesOf(stream, onLine);
  for await (const chunk of stream) onOutput(chunk as Uint8Array);
  return '';
}

async function linesOf(stream: Readable, onLine?: (line: string) => void): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines.join('\n');
}
