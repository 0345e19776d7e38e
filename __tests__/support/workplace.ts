import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { engineEnvironment } from '../../operations/engine/engine-environment';
import type { PlanJson } from '../../operations/engine/plan-json';
import { type Engine, findEngine } from '../../operations/engine/find-engine';
import { exampleData, type PlatformData } from './platforms';
import { type Answer, atTerminal } from './terminal';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { RealProviders } from '@lke-platform/stand-ins/testing/real-providers';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { S3Endpoint } from '@lke-platform/stand-ins/world/s3-store';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';

const ROOT = join(__dirname, '../..');
const COMMAND = join(ROOT, 'bin/lke-platform.js');
const CDKTF = join(ROOT, 'node_modules/.bin/cdktf');

/** What the example platform file says, as far as tests change it. */
export type ExampleData = PlatformData & {
  readonly environments: Readonly<Record<string, PlatformData & { readonly nodePools: readonly PlatformData[] }>>;
};

/** How a process ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A folder with the example platform, the stand-ins of the providers, of the Linode API and of the object storage, and a
 * real engine: all that a user has, without a cloud.
 */
export class Workplace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'lke-platform-workplace-')));
  /** Temporary files of everything that runs here, so that a test sees what is left behind. */
  readonly temporary = join(this.folder, 'tmp');
  readonly output = join(this.folder, 'cdktf.out');
  /** Environment variables on top of what everything needs that runs here. */
  readonly variables: Record<string, string> = {};

  private constructor(
    readonly engine: Engine,
    readonly standIn: StandIn,
    readonly s3: S3StandIn,
    private readonly store: S3Endpoint,
    private readonly realProviders: RealProviders | undefined,
  ) {
    mkdirSync(this.temporary);
    const cdktf = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8')) as object;
    writeFileSync(join(this.folder, 'cdktf.json'), JSON.stringify({ ...cdktf, app: `node ${COMMAND} app` }));
  }

  /**
   * @param real a store in place of the stand-in of the object storage
   * @param lab a real API server that the cluster gets
   * @throws Error when there is no engine
   */
  static async open(real?: S3Endpoint, lab?: Lab): Promise<Workplace> {
    const engine = await findEngine(process.env);
    const s3 = await S3StandIn.start();
    const store = real ?? s3.access();
    const standIn = await startStandIn({ objectStorage: store, ...(lab ? { lab } : { kubernetesOnLoopback: true }) });
    return new Workplace(engine, standIn, s3, store, await RealProviders.of(standIn, s3));
  }

  /** Environment of everything that runs here. */
  get environment(): NodeJS.ProcessEnv {
    const { accessKey, secretKey, endpoint } = this.store;
    const { env, reattachOpenTofu } = this.standIn;
    return {
      ...process.env,
      ...env,
      ...(this.engine.name === 'OpenTofu' && { TF_REATTACH_PROVIDERS: reattachOpenTofu }),
      TERRAFORM_BINARY_NAME: this.engine.command,
      TF_CLI_CONFIG_FILE: undefined,
      TMPDIR: this.temporary,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
      LINODE_OBJ_ACCESS_KEY: accessKey,
      LINODE_OBJ_SECRET_KEY: secretKey,
      LKE_PLATFORM_OBJECT_STORAGE: endpoint,
      LKE_PLATFORM_CONFIG: join(this.folder, 'platform.yaml'),
      ...this.realProviders?.environment,
      ...this.variables,
    };
  }

  /** Synthesizes the example platform, or a change of it. */
  async synth(change: (data: ExampleData) => PlatformData = (data) => data): Promise<void> {
    writeFileSync(join(this.folder, 'platform.yaml'), stringify(change(exampleData() as ExampleData)));
    const { code, stderr } = await this.command('synth', '--out', this.output);
    if (code !== 0) throw new Error(stderr);
  }

  /** Runs `lke-platform`. */
  command(...args: string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  /** Runs `lke-platform` at a terminal, with answers to what it asks. */
  atTerminal(args: readonly string[], answers: readonly Answer[]): Promise<Ended> {
    const env = { ...engineEnvironment(this.environment), CI: undefined };
    return atTerminal([process.execPath, COMMAND, ...args], { cwd: this.folder, env, answers });
  }

  /** Forgets what this machine knows of earlier runs, as if the next one were another machine's. */
  async moveToAnotherMachine(): Promise<void> {
    for (const folder of [this.temporary, this.output]) rmSync(folder, { recursive: true });
    mkdirSync(this.temporary);
    const { code, stderr } = await this.command('synth', '--out', this.output);
    if (code !== 0) throw new Error(stderr);
  }

  /** Starts `lke-platform` and leaves it running. */
  start(...args: string[]): ChildProcess {
    return this.spawn(process.execPath, [COMMAND, ...args], this.folder);
  }

  /** Runs the engine in the folder of a stack. */
  terraform(stack: string, ...args: string[]): Promise<Ended> {
    return ended(this.spawnEngine(stack, ...args));
  }

  /** Runs a line as a person pastes it into a shell of this folder. @param input what they type then */
  shell(line: string, input = ''): Promise<Ended> {
    const child = spawn('sh', ['-c', line], { cwd: this.folder, env: this.environment, stdio: 'pipe' });
    child.stdin.end(input);
    return ended(child);
  }

  /** Runs a script of the repository, such as `plan-comment.js`. */
  script(name: string, ...args: string[]): Promise<Ended> {
    return ended(this.spawn(process.execPath, [join(ROOT, 'scripts', name), ...args], this.folder));
  }

  /** Runs `npx cdktf` on what was synthesized. */
  cdktf(...args: string[]): Promise<Ended> {
    return ended(this.spawn(CDKTF, args, this.folder));
  }

  /** The plan of a stack, as `show -json` prints it. */
  async plan(stack: string, ...flags: string[]): Promise<PlanJson> {
    const file = join(this.temporary, `${stack}.tfplan`);
    await this.succeed(this.spawnEngine(stack, 'plan', '-input=false', `-out=${file}`, ...flags));
    const { stdout } = await this.terraform(stack, 'show', '-json', file);
    return JSON.parse(stdout) as PlanJson;
  }

  /** Applies the plan that was made last of a stack. */
  applyPlan(stack: string): Promise<Ended> {
    return this.terraform(stack, 'apply', '-input=false', '-no-color', join(this.temporary, `${stack}.tfplan`));
  }

  /** Makes the buckets and puts the state of the stack `state` into one of them, as `bootstrap` does for users. */
  async createBuckets(): Promise<void> {
    const local = join(this.folder, 'bootstrap');
    mkdirSync(local);
    copyFileSync(join(this.output, 'stacks/state/cdk.tf.json'), join(local, 'cdk.tf.json'));
    writeFileSync(join(local, 'backend_override.tf.json'), JSON.stringify({ terraform: { backend: { local: {} } } }));
    const inLocal = (...args: string[]) => this.succeed(this.spawn(this.engine.command, args, local));
    await inLocal('init', '-input=false');
    await inLocal('apply', '-input=false', '-auto-approve');
    await this.succeed(this.spawnEngine('state', 'init', '-input=false'));
    await this.succeed(this.spawnEngine('state', 'state', 'push', join(local, 'terraform.tfstate')));
    rmSync(local, { recursive: true });
  }

  /** Asks the Linode API, as a person would with curl. */
  async api(method: string, path: string, body?: object): Promise<void> {
    const { apiUrl, token } = this.standIn;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${apiUrl}/v4${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async close(): Promise<void> {
    this.standIn.stop();
    await this.s3.stop();
    this.realProviders?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawnEngine(stack: string, ...args: string[]): ChildProcess {
    return this.spawn(this.engine.command, args, join(this.output, 'stacks', stack));
  }

  private async succeed(child: ChildProcess): Promise<void> {
    const { code, stdout, stderr } = await ended(child);
    if (code !== 0) throw new Error(stdout + stderr);
  }

  private spawn(command: string, args: readonly string[], cwd: string): ChildProcess {
    return spawn(command, args, { cwd, env: engineEnvironment(this.environment), stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

/** Waits for a process to end. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const code = await new Promise<number>((resolve) => {
    child.once('close', (it) => {
      resolve(it ?? 1);
    });
  });
  return { code, ...output };
}
