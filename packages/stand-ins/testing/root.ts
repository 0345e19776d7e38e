import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { engineCommand } from './engine-command';

/** How a run of the engine ended. */
export interface Run {
  /** exit code; of a plan 0 is no change, 1 an error, 2 changes */
  code: number;
  /** what it means to do, by address: `create`, `update`, `replace`, `delete`, `read` */
  actions: Record<string, string>;
  /** its errors, each with its detail */
  errors: string[];
  /** all it printed */
  output: string;
}

interface Message {
  type: string;
  change?: { resource: { addr: string }; action: string };
  diagnostic?: { severity: string; summary: string; detail: string };
}

type Attributes = Record<string, unknown>;

interface Shown {
  values?: { root_module: { resources: { address: string; values: Attributes }[] } };
}

/**
 * A root module in a folder of its own, for one test. The providers of the stand-in need no `init`; a backend and calls
 * of modules do.
 */
export class Root {
  readonly directory = mkdtempSync(join(tmpdir(), 'stand-in-root-'));

  private running: ChildProcess | undefined;

  constructor(
    private readonly environment: Record<string, string>,
    private readonly command = engineCommand(),
  ) {}

  /** Writes the configuration, in Terraform's JSON syntax, beside what a stand-in always needs. */
  write(configuration: object): void {
    writeFileSync(join(this.directory, 'main.tf.json'), JSON.stringify(configuration, null, 2));
  }

  /** Plans the configuration, or the one that was written last. */
  plan(configuration?: object, ...options: string[]): Promise<Run> {
    return this.change('plan', configuration, '-detailed-exitcode', ...options);
  }

  apply(configuration?: object, ...options: string[]): Promise<Run> {
    return this.change('apply', configuration, '-auto-approve', ...options);
  }

  destroy(): Promise<Run> {
    return this.change('destroy', undefined, '-auto-approve');
  }

  /** The attributes of a resource or data source in the state. */
  async state(address: string): Promise<Attributes> {
    return (await this.states())[address] ?? {};
  }

  /** The attributes of everything in the state, by address. */
  async states(): Promise<Record<string, Attributes>> {
    const { output } = await this.run('show', '-json');
    const { values } = JSON.parse(output) as Shown;
    return Object.fromEntries((values?.root_module.resources ?? []).map((it) => [it.address, it.values]));
  }

  async run(...args: string[]): Promise<Run> {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1', ...this.environment };
    const child = spawn(this.command, args, { cwd: this.directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.running = child;
    const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)));
    const [printed, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, ...read(printed), output: printed + complained };
  }

  /** Tells the engine that was started last to stop, as Ctrl-C does. */
  interrupt(): void {
    this.running?.kill('SIGINT');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async change(command: string, configuration: object | undefined, ...options: string[]): Promise<Run> {
    if (configuration) this.write(configuration);
    return this.run(command, '-json', ...options);
  }
}

function read(printed: string): Pick<Run, 'actions' | 'errors'> {
  const messages = printed
    .split('\n')
    .filter((line) => line.startsWith('{"@'))
    .map((line) => JSON.parse(line) as Message);
  const changes = messages.flatMap(({ type, change }) => (type === 'planned_change' && change ? [change] : []));
  const errors = messages.flatMap(({ diagnostic: it }) =>
    it?.severity === 'error' ? [`${it.summary}\n${it.detail}`.trim()] : [],
  );
  return { actions: Object.fromEntries(changes.map((it) => [it.resource.addr, it.action])), errors };
}
