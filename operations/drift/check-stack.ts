import { statSync } from 'node:fs';
import type { Difference } from '../../model/rules/drift/difference';
import type { StackId } from '../../model/naming';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { readConfiguration } from '../applied-configuration/configuration';
import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { standingText } from '../applied-configuration/standing';
import { accessTo } from '../deploy/bucket-access';
import type { Deployment } from '../deploy/deployment';
import type { SynthesizedStack } from '../deploy/output-folder';
import { storedState } from '../deploy/stored-state';
import { Interrupted } from '../engine/interrupts';
import type { Deadline } from '../machine/deadline';
import { type RequestLimits, requestsWithin } from '../object-storage/client';
import type { StateJson } from '../engine/state-json';
import { type Applied, appliedOf, areSame } from './applied-attempts';
import { writeToPlan, type WorkPlace } from './applied-work';
import { pendingIn, type Pending } from './pending';
import { pinsOf } from './decided/pinned';
import { differenceKey, planDifferences } from './plan-differences';
import { type ReadPlan, readPlan } from './read-plan';

/** How a stack is looked at. */
export interface CheckStackOptions {
  /** A saved plan of the present configuration to read. @default - what was applied last is planned */
  readonly planFile?: string | undefined;
  /** When it is given up, because something does not answer. @default - never */
  readonly deadline?: Deadline | undefined;
}

/** What a look at one stack found. */
export interface CheckedStack {
  readonly stack: StackId;
  /**
   * `checked`: all that a plan can see was compared. `partly`: a part of it was. `not-checked`: nothing was.
   * `not-applied`: there is nothing yet that could differ.
   */
  readonly status: 'checked' | 'partly' | 'not-checked' | 'not-applied';
  readonly differences: readonly Difference[];
  /** What cannot be known, or went wrong, in words. */
  readonly limits: readonly string[];
  /** What the present configuration would change beside; undefined where it was not planned. */
  readonly pending: Pending | undefined;
  /** The plan that it was read from; undefined where there is none. */
  readonly plan: ReadPlan | undefined;
  /** When the configuration was applied that it is compared with, in ISO 8601; undefined where it is not known. */
  readonly appliedAt: string | undefined;
}

/** The plan of one configuration of a stack. */
interface Planned {
  readonly plan: ReadPlan;
  readonly differences: readonly Difference[];
  /** Why it is only a part, in words; undefined for a whole one. */
  readonly failure: string | undefined;
}

/**
 * Compares one stack with what was applied last.
 *
 * Never rejects but for a signal: what cannot be checked is an answer of its own.
 *
 * @throws {Interrupted} when a signal came
 */
export async function checkStack(
  deployment: Deployment,
  stack: SynthesizedStack,
  { planFile, deadline }: CheckStackOptions = {},
): Promise<CheckedStack> {
  const nothing = { stack: stack.id, differences: [], limits: [], pending: undefined, plan: undefined };
  try {
    const limits = deadline && requestsWithin(deadline);
    const state = await storedState(deployment, stack, limits);
    if (!state) return { ...nothing, status: 'not-applied', appliedAt: undefined };
    const check = new StackCheck(deadline ? deployment.until(deadline) : deployment, stack, state, limits);
    return await (planFile === undefined ? check.run() : check.readFrom(planFile));
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return { ...nothing, status: 'not-checked', limits: [(error as Error).message], appliedAt: undefined };
  }
}

class StackCheck {
  private readonly store: AppliedConfigurations;

  constructor(
    private readonly deployment: Deployment,
    private readonly stack: SynthesizedStack,
    private readonly state: StateJson,
    limits: RequestLimits | undefined,
  ) {
    const { endpoint, buckets } = deployment.output;
    this.store = new AppliedConfigurations(accessTo(endpoint, deployment.environment, limits), buckets.artifacts);
  }

  async run(): Promise<CheckedStack> {
    const { lineage, serial }: StateVersion = this.state;
    const applied = await appliedOf(this.store, this.stack.id, { lineage, serial });
    const base = applied.done ?? applied.halfDone[0];
    return base ? this.againstApplied(applied, base) : this.withoutApplied(applied);
  }

  /** What a plan of the present configuration says: drift, and what is pending, which it cannot tell apart. */
  async readFrom(file: string): Promise<CheckedStack> {
    const engine = await this.deployment.ready(this.stack);
    const plan = await readPlan(engine, file);
    const isPinned = pinsOf(this.presentText());
    return {
      stack: this.stack.id,
      status: plan.errored ? 'partly' : 'checked',
      differences: planDifferences(plan, { stack: this.stack.id, isPinned }),
      limits: [
        ...(plan.errored ? ['the plan failed half way'] : []),
        `this was read from ${file}: changes that are only pending are among what is called drift`,
      ],
      pending: undefined,
      plan,
      appliedAt: undefined,
    };
  }

  /** With what was applied known, the plan of it is drift, and the plan of the present configuration the rest. */
  private async againstApplied(applied: Applied, base: AppliedRecord): Promise<CheckedStack> {
    const { standing, done, halfDone } = applied;
    const kept = await this.store.read(base);
    const planned = await this.planOf(writeToPlan(this.deployment, this.stack, kept, 'applied'), 'applied');
    const others: Planned[] = [];
    for (const [index, record] of halfDone.filter((it) => it !== base).entries()) {
      const variant = `half-done-${index}`;
      const place = writeToPlan(this.deployment, this.stack, await this.store.read(record), variant);
      others.push(await this.planOf(place, variant));
    }
    const differences = explainedBy(planned.differences, others).filter((it) => done !== undefined || this.wasMade(it));
    const failures = [planned, ...others].flatMap(({ failure }) => failure ?? []);
    const told = standingText(this.stack.id, standing);
    const pending = await this.pending(planned, areSame(kept, this.present()));
    return {
      stack: this.stack.id,
      status: failures.length > 0 ? 'partly' : 'checked',
      differences,
      limits: [...failures, ...(told === undefined ? [] : [told]), ...pending.limits],
      pending: pending.pending,
      plan: planned.plan,
      appliedAt: base.end?.ended ?? base.began,
    };
  }

  /** Without it, drift is only what the state did not swallow; what else a plan says may be pending, or drift. */
  private async withoutApplied({ standing }: Applied): Promise<CheckedStack> {
    const text = this.presentText();
    const planned = await this.planOf({ ...this.stack, text }, 'present');
    const sinceTheState = planDifferences(
      { ...planned.plan, changes: [] },
      // It decides nothing, and has all resources: that they are gone is drift.
      { stack: this.stack.id, isPinned: (_, path) => path.length === 0 },
    );
    const keys = new Set(sinceTheState.map(differenceKey));
    const isDrift = (difference: Difference) => keys.has(differenceKey(difference));
    const undecided = planned.differences.filter((it) => !isDrift(it));
    const told = standingText(this.stack.id, standing);
    return {
      stack: this.stack.id,
      status: planned.failure === undefined && undecided.length === 0 ? 'checked' : 'partly',
      differences: planned.differences.filter(isDrift),
      limits: [
        ...(planned.failure === undefined ? [] : [planned.failure]),
        ...(told === undefined ? [] : [told]),
        ...(undecided.length === 0
          ? []
          : [
              'The plan of the present configuration has changes of which nobody can tell whether they are pending or drift.',
            ]),
      ],
      pending: undecided.length === 0 ? undefined : pendingIn(undecided),
      plan: planned.plan,
      appliedAt: undefined,
    };
  }

  private async pending(drift: Planned, isSame: boolean): Promise<Pick<CheckedStack, 'pending' | 'limits'>> {
    if (isSame) return { pending: undefined, limits: [] };
    try {
      const present = await this.planOf({ ...this.stack, text: this.presentText() }, 'present');
      const known = new Set(drift.differences.map(change));
      const pending = present.differences.filter((it) => it.origin === 'plan' && !known.has(change(it)));
      const limits = present.failure === undefined ? [] : [`what is pending is known in part: ${present.failure}`];
      return { pending: pendingIn(pending), limits };
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      return { pending: undefined, limits: [`what is pending is not known: ${(error as Error).message}`] };
    }
  }

  /** Plans a configuration. A plan that fails half way is read as far as it came. */
  private async planOf(place: WorkPlace, variant: string): Promise<Planned> {
    const engine = await this.deployment.ready(place);
    const file = this.deployment.planFile(this.stack, variant);
    let failure: string | undefined;
    try {
      await engine.plan(file);
    } catch (error) {
      if (error instanceof Interrupted || statSync(file).size === 0) throw error;
      failure = (error as Error).message;
    }
    const plan = await readPlan(engine, file);
    const differences = planDifferences(plan, { stack: this.stack.id, isPinned: pinsOf(place.text, plan.decided) });
    return { plan, differences, failure: failure ?? (plan.errored ? 'the plan failed half way' : undefined) };
  }

  /** A first apply that failed never made what it did not come to. */
  private wasMade({ action, address }: Difference): boolean {
    if (action !== 'removed') return true;
    const [type, name] = address.replace(/\[.*\]$/, '').split('.');
    return this.state.resources.some((it) => it.type === type && it.name === name && it.instances.length > 0);
  }

  private present() {
    return readConfiguration({ output: this.deployment.output.path, folder: this.stack.folder });
  }

  private presentText(): string {
    const { files } = this.present();
    const content = [...files].find(([path]) => path.endsWith(`${this.stack.id}/cdk.tf.json`))?.[1];
    return Buffer.from(content ?? '{}').toString();
  }
}

/** A difference that the half-done apply made itself is in one of the plans only. */
function explainedBy(differences: readonly Difference[], others: readonly Planned[]): readonly Difference[] {
  const seen = others.map((it) => new Set(it.differences.map(whatIsThere)));
  return differences.filter((it) => seen.every((keys) => keys.has(whatIsThere(it))));
}

const whatIsThere = (difference: Difference) =>
  `${differenceKey(difference)} ${difference.action} ${JSON.stringify(difference.after ?? null)}`;

const change = (difference: Difference) => `${whatIsThere(difference)} ${JSON.stringify(difference.before ?? null)}`;
