import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end. @returns what it printed */
export async function run(folder: string, program: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute(program, args, { env: cephEnvironment(folder), timeout: 60_000 });
  return stdout;
}

/** Starts a daemon that ends with this process, however this one ends. */
export function startDaemon(folder: string, program: string, ...args: string[]): ChildProcess {
  const output = openSync(join(folder, `${program}.out`), 'a');
  return spawn('setpriv', ['--pdeathsig', 'KILL', program, '-f', ...args], {
    env: cephEnvironment(folder),
    stdio: ['ignore', output, output],
  });
}

/** Ends a daemon. What it holds is thrown away anyway, so it is not asked. */
export async function stopDaemon(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGKILL');
  await ended;
}

const cephEnvironment = (folder: string) => ({ PATH: process.env.PATH, CEPH_CONF: join(folder, 'ceph.conf') });
