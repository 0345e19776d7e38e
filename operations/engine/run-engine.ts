import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { engineEnvironment } from './engine-environment';
import type { Engine } from './find-engine';
import type { Interrupts } from './interrupts';

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
}

/**
 * Runs the engine once, to its end.
 *
 * @throws {Interrupted} when a signal came before, or stopped it
 */
export async function runEngine(args: readonly string[], props: EngineRunProps): Promise<EngineRun> {
  const { engine, folder, environment, interrupts, onLine } = props;
  interrupts.check();
  const child = spawn(engine.command, args, {
    cwd: folder,
    env: engineEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, see Interrupts
  });
  interrupts.watch(child);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
  const [stdout, stderr, code] = await Promise.all([linesOf(child.stdout, onLine), text(child.stderr), ended]);
  if (code !== 0) interrupts.check();
  return { code, stdout, stderr };
}

async function linesOf(stream: Readable, onLine?: (line: string) => void): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines.join('\n');
}
