import { dirname, resolve } from 'node:path';
import type { StackId } from '../../model/naming';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { readConfiguration } from '../applied-configuration/configuration';
import { emptied } from '../applied-configuration/emptied';
import type { AppliedRecord, Ended, StateVersion } from '../applied-configuration/record';
import { type SourceTree, sourceTreeOf } from '../applied-configuration/source-tree';
import { standingOf } from '../applied-configuration/standing';
import { RUNBOOK } from '../audit/delivery/journal';
import { addressIn, type StateJson } from '../engine/state-json';
import type { Before } from '../rollback/previous';
import { accessTo } from './bucket-access';
import { DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { storedState } from './stored-state';

/** The stack that is applied from what is committed alone. */
const COMMITTED_ALONE: StackId = 'production';

const MOST_PATHS = 5;

/** How far back the last apply is looked for that came to its end. */
const MOST_RECORDS = 50;

/** The configuration of one apply, as it was kept. */
export interface KeptConfiguration {
  /** Beginning of its keys in the artifacts bucket. */
  readonly key: string;
  /** SHA-256 of it. */
  readonly hash: string;
  readonly source: SourceTree;
  /** How the stack was before. */
  readonly before: Before;
  /** Writes down how the apply ended. Never rejects: what was done is done. */
  end(outcome: Ended['outcome']): Promise<void>;
}

/** An apply that is about to begin. */
export interface ApplyBegun {
  /** The saved plan of it. */
  readonly plan: string;
  /** Whether the plan destroys everything: what is applied then is the configuration without it. */
  readonly isDestroy: boolean;
  /** Key of the copy of the state; undefined where none was taken. */
  readonly snapshot: string | undefined;
}

/** Keeps what is applied, so that later operations know what a state came from. */
export class ConfigurationKeeper {
  /** What could not be written, in words. */
  readonly unwritten: string[] = [];
  private readonly store: AppliedConfigurations;
  private source: Promise<SourceTree> | undefined;

  /**
   * @param allowDirty whether production may be applied from what is not committed
   * @param known where the configuration comes from. @default - what git says of the folder
   * @param undoes key of the apply that a rollback goes back from. @default - it is not a rollback
   * @throws {Error} when no key of the buckets is set
   */
  constructor(
    private readonly deployment: Deployment,
    private readonly allowDirty: boolean,
    known?: SourceTree,
    private readonly undoes?: string,
  ) {
    this.source = known && Promise.resolve(known);
    const { endpoint, buckets } = deployment.output;
    this.store = new AppliedConfigurations(accessTo(endpoint, deployment.environment), buckets.artifacts);
  }

  /** @throws {DeployRefused} when production would be applied from what is in no commit */
  async refuseDirty({ id }: SynthesizedStack): Promise<void> {
    if (id !== COMMITTED_ALONE || this.allowDirty) return;
    const source = await this.sourceTree();
    if ('unknown' in source || source.changed.length === 0) return;
    const more = source.changed.length - MOST_PATHS;
    const paths = source.changed.slice(0, MOST_PATHS).join(', ') + (more > 0 ? ` and ${more} more` : '');
    throw new DeployRefused([
      {
        where: `stack ${id}`,
        what: `what is applied to production could not be found again: these changes are in no commit: ${paths}`,
        fix: 'commit them, synthesize again (npx lke-platform synth), and apply; or apply all the same: --allow-dirty',
      },
    ]);
  }

  /**
   * Keeps what is about to be applied.
   *
   * @throws {Error} when it cannot be kept; then nothing may be applied
   */
  async begin(stack: SynthesizedStack, { plan, isDestroy, snapshot }: ApplyBegun): Promise<KeptConfiguration> {
    this.deployment.step(stack.id, 'keeping the configuration');
    const stored = await storedState(this.deployment, stack);
    const state = versionOf(stored);
    const isEmpty = !stored?.resources.some(({ mode }) => mode === 'managed');
    const present = this.configuration(stack, plan);
    const configuration = isDestroy ? emptied(present) : present;
    const about = await this.about(stack, state);
    const copy = snapshot === undefined ? (isEmpty ? 'nothing-to-keep' : 'not-taken') : { key: snapshot };
    const key = await this.store.keep(configuration, { ...about, snapshot: copy });
    const { hash } = configuration;
    const records = (await this.store.list(stack.id, MOST_RECORDS)).filter((record) => record.key !== key);
    const before = { stack: stack.id, records, state, made: madeIn(stored), isEmpty };
    return { key, hash, source: about.source, before, end: (outcome) => this.end(stack, key, outcome) };
  }

  /**
   * Keeps the configuration of a stack in which nothing is to be done, unless that is known already: the state may come
   * from `cdktf deploy`, or from another configuration that leads to the same.
   */
  async confirm(stack: SynthesizedStack): Promise<void> {
    const state = versionOf(await storedState(this.deployment, stack));
    if (!state) return;
    const former = await this.store.list(stack.id, 1);
    const standing = standingOf(former, state);
    const configuration = this.configuration(stack);
    if (standing.status === 'current' && standing.record.hash === configuration.hash) return;
    const about = { ...(await this.about(stack, state)), ...confirming(former.at(-1)) };
    const key = await this.store.keep(configuration, about);
    await this.end(stack, key, 'done');
  }

  private configuration({ folder }: SynthesizedStack, plan?: string) {
    return readConfiguration({ output: this.deployment.output.path, folder, plan });
  }

  private async about(stack: SynthesizedStack, state: StateVersion | undefined) {
    const { name, version } = this.deployment.program;
    return {
      stack: stack.id,
      began: new Date().toISOString(),
      source: await this.sourceTree(),
      engine: { name, version },
      state: state ?? null,
      ...(this.undoes !== undefined && { undoes: this.undoes }),
    };
  }

  private async end(stack: SynthesizedStack, key: string, outcome: Ended['outcome']): Promise<void> {
    try {
      const state = versionOf(await storedState(this.deployment, stack)) ?? null;
      await this.store.end(key, { outcome, ended: new Date().toISOString(), state });
    } catch (error) {
      this.unwritten.push(`how the apply of ${stack.id} ended is not written in ${key}: ${(error as Error).message}`);
    }
  }

  private sourceTree(): Promise<SourceTree> {
    this.source ??= sourceTreeOf(dirname(resolve(this.deployment.output.path)), [RUNBOOK]);
    return this.source;
  }
}

/** What a record tells that applies nothing: of when the last apply is that did, and what it left to go back to. */
const confirming = (former: AppliedRecord | undefined) =>
  former && { confirms: former.confirms ?? former.began, ...(former.snapshot && { snapshot: former.snapshot }) };

/** Addresses of what a state holds, without what is tainted. */
const madeIn = (state: StateJson | undefined): ReadonlySet<string> =>
  new Set(
    state?.resources.flatMap((resource) =>
      resource.mode === 'managed'
        ? resource.instances.flatMap((it) => (it.status === 'tainted' ? [] : [addressIn(resource, it)]))
        : [],
    ),
  );

const versionOf = (state: StateVersion | undefined): StateVersion | undefined =>
  state && { lineage: state.lineage, serial: state.serial };
