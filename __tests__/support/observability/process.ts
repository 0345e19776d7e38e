import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs until it is stopped. */
export interface Running {
  readonly log: () => string;
  /** Asks it to end, and waits. @param signal SIGTERM by default */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a program. What it says is kept for {@link Running.log}. @param more variables of its environment */
export function start(
  program: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Running {
  const child: ChildProcess = spawn(program, args, {
    ...{ cwd, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...process.env, ...more },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit');
  return {
    log: () => said,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
