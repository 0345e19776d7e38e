import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';

/** Ends its program when the process that started it ends, however that one ends; a part of util-linux. */
const SETPRIV = '/usr/bin/setpriv';

/** A program that runs in the background until it is stopped, or until this process ends. */
export class Daemon {
  private constructor(
    private readonly child: ChildProcess,
    readonly log: string,
  ) {}

  /**
   * @param folder where it writes its log, named after the program
   * @param variables of its environment, beside PATH and HOME
   */
  static start(
    folder: string,
    program: string,
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Daemon {
    const log = join(folder, `${basename(program)}.log`);
    const output = openSync(log, 'a');
    const [command, ...rest] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', program] : [program];
    const child = spawn(command ?? program, [...rest, ...args], {
      cwd: folder,
      // None of it is to find credentials, proxies or a kubeconfig of whoever runs it.
      env: { PATH: process.env.PATH, HOME: folder, ...variables },
      stdio: ['ignore', output, output],
    });
    const daemon = new Daemon(child, log);
    process.once('exit', () => child.kill('SIGKILL'));
    return daemon;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The end of what it wrote. */
  lastWords(): string {
    return readFileSync(this.log, 'utf8').slice(-2000);
  }

  /** What it holds is thrown away, so it is not asked. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** Ports on loopback that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen() {
  const server = createServer();
  return new Promise<typeof server>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    }),
  );
}
