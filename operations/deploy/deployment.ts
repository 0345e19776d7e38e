import type { EnvironmentVariables } from '../../model/environment-variables';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { StackId } from '../../model/naming';
import type { EnginePlace } from '../engine/engine-place';
import { type Engine, findEngine } from '../engine/find-engine';
import type { Deadline } from '../machine/deadline';
import { Interrupts } from '../engine/interrupts';
import { StackEngine } from '../engine/stack-engine';
import { parseState, type StateJson } from '../engine/state-json';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import { type OutputFolder, readOutputFolder, stackNamed, type SynthesizedStack } from './output-folder';
import { Reading } from './reading';
import { ERRORED_STATE, RunFolder } from './run-folder';

export interface DeploymentProps {
  /** What is done, such as `apply`: whoever finds what a killed run left is told. */
  readonly command: string;
  /** Whether something may be changed by it: what a killed run made is then looked for. */
  readonly changes: boolean;
  /** Output folder of a synth. */
  readonly folder: string;
  /** What `folder` was made from, where that is there for the time of the command alone. @default - it is the user's own */
  readonly within?: Within | undefined;
  readonly environment: EnvironmentVariables;
  /** Called with what begins, in words. */
  readonly onStep: (stack: StackId, text: string) => void;
  /** How long to wait for a lock that somebody else holds, such as `60s`. @default - not at all */
  readonly lockTimeout?: string | undefined;
  /** Whether the state is locked; a key that may only read cannot. @default true */
  readonly lock?: boolean | undefined;
  /**
   * Whether everything is done with credentials that may only read: no lock, and nothing but GET goes to Linode while the
   * cluster is planned. @default false
   */
  readonly readOnly?: boolean | undefined;
}

/** An output folder that stays, and the run that made another one from it. */
export interface Within {
  /** The user's output folder: what has to stay is kept there, and ways out name it. */
  readonly output: string;
  readonly run: RunFolder;
}

/** The stacks of one platform and the engine that works on them, for the time of one command. */
export class Deployment {
  private constructor(
    private readonly props: DeploymentProps,
    readonly program: Engine,
    private readonly interrupts: Interrupts,
    readonly output: OutputFolder,
    /** Where saved plans are; it is removed when the command ends. */
    readonly run: RunFolder,
    private readonly reading: Reading | undefined,
    private readonly deadline?: Deadline,
    /** By folder: a stack may be looked at in several configurations. */
    private readonly initialized = new Map<string, Promise<void>>(),
  ) {}

  /** The same, whose engines are killed at a deadline: for what only reads, and takes no lock. */
  until(deadline: Deadline): Deployment {
    const { props, program, interrupts, output, run, reading, initialized } = this;
    return new Deployment(props, program, interrupts, output, run, reading, deadline, initialized);
  }

  /** Does something with a deployment. Signals go to the engines that run meanwhile, and saved plans go at the end. */
  static async use<T>(props: DeploymentProps, work: (deployment: Deployment) => Promise<T>): Promise<T> {
    const output = readOutputFolder(props.folder);
    const program = await findEngine(props.environment);
    const interrupts = new Interrupts();
    const reading = props.readOnly ? new Reading(output, props.environment) : undefined;
    const workIn = (run: RunFolder) => work(new Deployment(props, program, interrupts, output, run, reading));
    try {
      const { command, changes, within } = props;
      if (!within) return await RunFolder.use({ command, changes, platform: output.platform }, workIn);
      keepStatesIn(within.output, output);
      return await workIn(within.run);
    } finally {
      await reading?.close();
      interrupts.dispose();
    }
  }

  get environment(): EnvironmentVariables {
    return this.props.environment;
  }

  /** @throws {Error} when the platform has no such stack */
  stack(id: string): SynthesizedStack {
    return stackNamed(this.output, id);
  }

  /** The stacks that are meant, in the order of application. @param ids names; none means all */
  stacks(ids: readonly string[]): SynthesizedStack[] {
    const wanted = new Set(ids.map((id) => this.stack(id).id));
    return this.output.stacks.filter(({ id }) => wanted.size === 0 || wanted.has(id));
  }

  /**
   * The stacks that are meant to be there; those of retired environments are only destroyed.
   *
   * @param ids names; none means all that are not retired
   * @throws {DeployRefused} when one is named that is retired
   */
  living(ids: readonly string[]): SynthesizedStack[] {
    const stacks = this.stacks(ids);
    const retired = stacks.filter(({ retired }) => retired);
    if (ids.length > 0 && retired.length > 0) throw new DeployRefused(retired.map(retiredProblem));
    return stacks.filter(({ retired }) => !retired);
  }

  /** The engine in a stack's folder. @param variables of its process. @default - those of the command */
  engine(
    { id, folder }: Pick<SynthesizedStack, 'id' | 'folder'>,
    variables: EnvironmentVariables = this.props.environment,
  ): StackEngine {
    return new StackEngine({
      stack: id,
      folder,
      engine: this.program,
      place: this.place({ id, folder }),
      environment: variables,
      interrupts: this.interrupts,
      lockTimeout: this.props.lockTimeout,
      lock: this.reading ? false : this.props.lock,
      deadline: this.deadline,
      outputPath: () => this.run.outputPath(id),
      onStart: (pid) => {
        this.run.engineStarted(id, pid);
      },
      onStep: (text) => {
        this.props.onStep(id, text);
      },
    });
  }

  /** The engine and the folder of a stack that stays, as a person names them in a shell. */
  place({ id, folder: own }: Pick<SynthesizedStack, 'id' | 'folder'>): EnginePlace {
    const { within } = this.props;
    if (!within) return { stack: id, folder: own, engine: this.program };
    const folder = join(within.output, relative(this.output.path, own));
    return { stack: id, folder, engine: this.program, takesInit: !existsSync(join(folder, '.terraform')) };
  }

  /** The engine in a stack's folder, initialized. */
  async ready(stack: Pick<SynthesizedStack, 'id' | 'folder'>): Promise<StackEngine> {
    const engine = this.engine(stack, await this.reading?.variables(stack));
    // Once per folder: two runs at the same time would overwrite each other's files.
    const initialized = this.initialized.get(stack.folder) ?? this.inTurn(() => engine.init());
    this.initialized.set(stack.folder, initialized);
    await initialized;
    return engine;
  }

  /** Two engines that install providers into one cache at the same time would damage it (Terraform, plugin_cache_dir). */
  private inTurn(init: () => Promise<void>): Promise<void> {
    if (!this.environment.TF_PLUGIN_CACHE_DIR) return init();
    const last = [...this.initialized.values()].at(-1) ?? Promise.resolve();
    return last.then(init, init);
  }

  /** The state of a stack, secrets included; undefined before its first apply. */
  async state(stack: SynthesizedStack): Promise<StateJson | undefined> {
    const engine = await this.ready(stack);
    const text = await engine.pullState();
    return text === undefined ? undefined : parseState(text);
  }

  /** Whether a stack has anything that can be destroyed. */
  async hasResources(stack: SynthesizedStack): Promise<boolean> {
    const state = await this.state(stack);
    return state?.resources.some(({ mode }) => mode === 'managed') ?? false;
  }

  /** Path for the saved plan of a stack. @param variant which of several plans of it. @default - the only one */
  planFile({ id }: Pick<SynthesizedStack, 'id'>, variant?: string): string {
    return this.run.planFile(variant === undefined ? id : `${id}-${variant}`);
  }

  /** A new folder for another configuration of a stack, for the time of the command. */
  workFolder({ id }: Pick<SynthesizedStack, 'id'>, variant: string): string {
    return this.run.workFolder(`${id}-${variant}`);
  }

  /** Says what begins. */
  step(stack: StackId, text: string): void {
    this.props.onStep(stack, text);
  }

  /** Aborted when a signal comes. */
  get signal(): AbortSignal {
    return this.interrupts.signal;
  }
}

/**
 * Lets the engine write a state that its store does not take to the output folder that stays: also when nobody is there any
 * more to move it, because this process was killed.
 */
function keepStatesIn(stays: string, { path, stacks }: OutputFolder): void {
  for (const { folder } of stacks) {
    const [link, file] = [join(folder, ERRORED_STATE), resolve(stays, relative(path, folder), ERRORED_STATE)];
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(file, link);
  }
}

const retiredProblem = ({ id }: SynthesizedStack): DeployProblem => ({
  where: `stack ${id}`,
  what: `the environment ${id} is retired, so that nothing of it is made or changed`,
  fix: `to have it again, remove retired from environments.${id} of the platform file, and synthesize`,
});
