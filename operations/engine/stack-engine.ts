import type { EnvironmentVariables } from '../../model/environment-variables';
import { engineError } from './engine-error';
import type { EnginePlace } from './engine-place';
import { beginning } from './messages';
import type { PlanJson } from './plan-json';
import { type EngineRun, type EngineRunProps, runEngine } from './run-engine';

/** Exit codes of `plan -detailed-exitcode`. */
const UNCHANGED = 0;
const CHANGES = 2;

export interface StackEngineProps extends Omit<EngineRunProps, 'onLine' | 'outputPath' | 'privateFiles'> {
  readonly stack: string;
  /** The folder that ways out name. @default - the one in which it works */
  readonly place?: EnginePlace | undefined;
  /** Called with what the engine begins, in words. */
  readonly onStep?: (text: string) => void;
  /** A new path for the output of a run that has to come to its end even if this process is killed. */
  readonly outputPath: () => string;
  /** How long to wait for a lock that somebody else holds, such as `60s`. @default - not at all */
  readonly lockTimeout?: string | undefined;
  /** Whether the state is locked; a key that may only read cannot. @default true */
  readonly lock?: boolean | undefined;
}

/** The engine in the folder of one stack. Every call throws {@link EngineError} when the engine does not do it. */
export class StackEngine {
  constructor(private readonly props: StackEngineProps) {}

  /** Installs the providers and connects the state. */
  async init(...flags: readonly string[]): Promise<void> {
    this.props.onStep?.('initializing');
    await this.run(['init', '-input=false', '-no-color', ...flags]);
  }

  /** Writes a plan to a file. The file holds secrets. */
  async plan(file: string, { destroy = false } = {}): Promise<'unchanged' | 'changes'> {
    this.props.onStep?.('planning');
    const flags = ['-input=false', '-detailed-exitcode', '-json', `-out=${file}`, ...this.lockFlags()];
    const { code } = await this.run(['plan', ...flags, ...(destroy ? ['-destroy'] : [])], [UNCHANGED, CHANGES]);
    return code === CHANGES ? 'changes' : 'unchanged';
  }

  /** Content of a saved plan, secrets included. */
  async show(file: string): Promise<PlanJson> {
    const { stdout } = await this.read(['show', '-json', file]);
    return JSON.parse(stdout) as PlanJson;
  }

  /** Content of a saved plan, secrets included, piece by piece: a plan may be larger than what fits into memory. */
  async showInPieces(file: string, onOutput: (chunk: Uint8Array) => void): Promise<void> {
    await this.read(['show', '-json', file], onOutput);
  }

  /** Does exactly what a saved plan says. @param variables in place of those of the environment. @default - none */
  async apply(file: string, variables: EnvironmentVariables = {}): Promise<void> {
    const args = ['apply', '-input=false', '-json', ...this.lockFlags(), file];
    await this.run(args, [0], { privateFiles: true, variables });
  }

  /** The state, secrets included, as the text that the store holds; undefined if there is none yet. */
  async pullState(): Promise<string | undefined> {
    const { stdout } = await this.read(['state', 'pull']);
    return stdout.trim() === '' ? undefined : stdout;
  }

  /** Writes a state from a file of the folder to the store, unless that has a later or an unrelated one. */
  async pushState(file: string): Promise<void> {
    await this.run(['state', 'push', file]);
  }

  /** What the state holds; nothing where there is none yet. */
  async addresses(): Promise<string[]> {
    const { stdout } = await this.read(['state', 'list']);
    return stdout.split('\n').filter(Boolean);
  }

  /** Makes the state forget a resource, which goes on existing. */
  async forget(address: string): Promise<void> {
    await this.run(['state', 'rm', ...this.lockFlags(), address]);
  }

  /** Releases a lock that a dead run left. */
  async releaseLock(id: string): Promise<void> {
    await this.run(['force-unlock', '-force', id]);
  }

  private lockFlags(): string[] {
    if (this.props.lock === false) return ['-lock=false'];
    return this.props.lockTimeout === undefined ? [] : [`-lock-timeout=${this.props.lockTimeout}`];
  }

  /** Runs what changes nothing and whose output holds secrets: it goes to no file. */
  private async read(args: readonly string[], onOutput?: (chunk: Uint8Array) => void): Promise<EngineRun> {
    const run = await runEngine(args, { ...this.props, outputPath: undefined, onOutput });
    if (run.code !== 0) throw engineError(this.props.place ?? this.props, run);
    return run;
  }

  private async run(
    args: readonly string[],
    accepted: readonly number[] = [0],
    { privateFiles = false, variables = {} }: { privateFiles?: boolean; variables?: EnvironmentVariables } = {},
  ): Promise<EngineRun> {
    const { onStep, outputPath } = this.props;
    const run = await runEngine(args, {
      ...this.props,
      environment: { ...this.props.environment, ...variables },
      privateFiles,
      outputPath: outputPath(),
      onLine: (line) => {
        const step = beginning(line);
        if (step !== undefined) onStep?.(step);
      },
    });
    if (!accepted.includes(run.code)) throw engineError(this.props.place ?? this.props, run);
    return run;
  }
}
