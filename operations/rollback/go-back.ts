import type { TriggerCondition } from '../../model/entities/rollback-plan';
import type { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import type { AppliedRecord } from '../applied-configuration/record';
import { chainOf } from '../audit/record';
import { tellingHalfWay } from '../audit/ended-half-way';
import { recorded } from '../audit/recorded';
import { type ApplyProps, applyStack, type StackApply } from '../deploy/apply-stack';
import type { DeployProblem } from '../deploy/deploy-problem';
import type { Deployment } from '../deploy/deployment';
import { recoverErroredState } from '../deploy/errored-state';
import type { SynthesizedStack } from '../deploy/output-folder';
import { EngineError } from '../engine/engine-error';
import { storedState } from '../deploy/stored-state';
import { foreseenBy, questionOfForgetting, questionsOf, questionsOfStaying, type Question } from './agree';
import type { Former } from './former';
import { movedOn, plansOf } from './moved-on';
import type { RollbackPlan } from './record';
import { RollbackRefused } from './refused';
import { restoreLostState } from './restore-state';
import { TAKE_DOWN, takeDownText } from './steps';
import { takenOver } from './taken-over';

export interface GoBackProps extends ApplyProps {
  readonly configurationsOf: AppliedConfigurations;
  /** What made it due. @default 'manual-decision' */
  readonly condition?: TriggerCondition;
  /** File with the age identity that opens copies of the state, for one that was lost. @default - none */
  readonly identityFile?: string | undefined;
  /**
   * Asks whether each of these shall be done.
   *
   * @param foreseen what will be asked after that, by the rollback plan: whoever cannot be asked has to know all of it
   * @throws {RollbackRefused} when nobody can be asked, and it was not said before
   */
  readonly agree: (questions: readonly Question[], foreseen: readonly Question[]) => Promise<boolean>;
}

/** What came of a rollback. */
export interface WentBack {
  readonly outcome: StackApply | { readonly status: 'declined' };
  /** What a person agreed to. */
  readonly agreed: readonly Question[];
  /** What stays as the change left it. */
  readonly stays: readonly string[];
  /** Key of the copy that was put in place of a lost state; undefined where it was whole. */
  readonly restored: string | undefined;
  /** What was done to the state before the plan was shown, in words: that stays, whatever is said to the plan. */
  readonly prepared: readonly string[];
}

/** Something that was written and that nothing is known of. */
const WRITTEN_SINCE = 'written-since';

/**
 * Goes back from a change. What was done of it already is not done again: a run that was killed is gone on with by
 * beginning it anew.
 *
 * @throws {DeployRefused} when the state is in no store, and putting it back is declined
 * @throws {RollbackRefused} when other changes came after it, or other stacks stand on what would be taken down
 * @throws {EngineError} when the engine does not do it
 * @throws {EndedHalfWay} with each of these, when the state was changed before that
 */
export async function goBack(
  deployment: Deployment,
  plan: RollbackPlan,
  former: Former,
  props: GoBackProps,
): Promise<WentBack> {
  const prepared: string[] = [];
  const fix = `go on: npx lke-platform rollback run ${plan.rollback_id}`;
  const done = () =>
    prepared.length > 0 ? { where: `stack ${plan.stack}`, what: prepared.join('; '), fix } : undefined;
  return tellingHalfWay(done, () => goBackFrom(deployment, plan, former, { ...props, prepared }));
}

type PreparedProps = GoBackProps & { readonly prepared: string[] };

async function goBackFrom(
  deployment: Deployment,
  plan: RollbackPlan,
  former: Former,
  { configurationsOf, identityFile, agree, condition = 'manual-decision', prepared, ...props }: PreparedProps,
): Promise<WentBack> {
  const stack = deployment.stack(plan.stack);
  // Before anything is judged by the state: the change itself may have left it in a file.
  await recoverErroredState(deployment, stack, props);
  const records = await configurationsOf.list(plan.stack);
  const { rollback_id: id, change_id: change } = plan;
  const agreed: Question[] = [];
  const agreeTo = async (questions: readonly Question[], foreseen: readonly Question[] = []) => {
    const isOpen = ({ step }: Question) => !agreed.some((it) => it.step === step);
    const [open, later] = [questions.filter(isOpen), foreseen.filter(isOpen)];
    // Also where nothing is asked yet: whoever cannot be asked later stops before anything is done.
    if (open.length + later.length === 0) return true;
    if (!(await agree(open, later))) return false;
    for (const { step, what } of open) {
      const entry = { chain: chainOf(plan.stack), kind: 'rollback-step', details: { rollback: id, step } };
      await props.audit?.write({ ...entry, what: `agreed to ${step}, of going back from ${change}: ${what}` });
    }
    agreed.push(...open);
    return true;
  };
  const foreseen = former.isTakeDown ? [] : foreseenBy(plan);
  const restored = await restoreLostState(deployment, stack, {
    ...{ records, configurations: configurationsOf, identityFile },
    agreeTo: (questions) => agreeTo(questions, foreseen),
    audit: props.audit,
  });
  if (restored === 'declined')
    return { outcome: { status: 'declined' }, agreed, stays: [], restored: undefined, prepared };
  if (restored) prepared.push(`${restored.copy} has taken the place of the state that was lost`);
  const state = await storedState(deployment, stack);
  const moved = movedOn(plan, records, former.hash, restored ? undefined : state);
  await refuse(deployment, stack, plan, moved, former);
  const stays = former.isTakeDown ? [] : questionsOfStaying(plan);
  const done = (outcome: WentBack['outcome']) => ({
    outcome,
    agreed,
    stays: stays.map(({ what }) => what),
    restored: restored?.copy,
    prepared,
  });
  // Of what was written since, no plan foresees what becomes: it may be more than what was agreed to.
  const written = moved.status === 'written' ? [{ step: WRITTEN_SINCE, what: moved.text }] : [];
  const takeDown = { step: TAKE_DOWN, what: `${plan.stack}: ${takeDownText(plan)}, past any prevent_destroy` };
  const first = [...written, ...(former.isTakeDown ? [takeDown] : stays)];
  if (!(await agreeTo(first, foreseen))) return done({ status: 'declined' });
  const entry = {
    chain: chainOf(plan.stack),
    kind: 'rollback',
    what: `go back from ${change} of ${plan.stack}`,
    details: { rollback: id, stack: plan.stack, change, condition },
  };
  return recorded(
    props.audit,
    entry,
    async () => {
      if (!(await forgetInstances(deployment, stack, plan, former, { agreeTo, records, configurationsOf, prepared })))
        return done({ status: 'declined' });
      const approve: ApplyProps['approve'] = async (name, summary) =>
        (former.isTakeDown || (await agreeTo(questionsOf(plan, summary)))) && props.approve(name, summary);
      const apply = () => applyStack(deployment, stack, { ...props, approve }, { destroy: former.isTakeDown });
      try {
        return done(await apply());
      } catch (error) {
        if (!isDoneAllTheSame(error)) throw error;
        return done(await apply());
      }
    },
    ({ outcome }) => ({ outcome: outcome.status }),
  );
}

/**
 * After an upgrade that failed, the helm provider plans that nothing of its release's metadata changes, makes one more
 * revision, and the engine calls that inconsistent: it is done, and what is left has to be planned anew.
 */
const isDoneAllTheSame = (error: unknown) =>
  error instanceof EngineError &&
  error.message.includes('inconsistent result after apply') &&
  error.message.includes('helm_release');

interface ForgetProps {
  readonly agreeTo: (questions: readonly Question[]) => Promise<boolean>;
  readonly records: readonly AppliedRecord[];
  readonly configurationsOf: AppliedConfigurations;
  readonly prepared: string[];
}

/** What existed before is told to the engine one by one where no block does it: to take down knows no blocks. */
async function forgetInstances(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: RollbackPlan,
  { isTakeDown }: Former,
  { agreeTo, records, configurationsOf, prepared }: ForgetProps,
): Promise<boolean> {
  const forgotten = isTakeDown ? takenOver(plan) : plan.inverse_blocks.forgotten;
  if (forgotten.length === 0) return true;
  const engine = await deployment.ready(stack);
  const known = await engine.addresses();
  const open = forgotten.filter((address) => known.includes(address));
  // Whoever agreed to take down agreed to this.
  if (!isTakeDown && !(await agreeTo(open.map((address) => questionOfForgetting(plan, address))))) return false;
  const [last] = records.slice(-1);
  const state = await storedState(deployment, stack);
  if (last && state && open.length > 0) {
    const { lineage, serial } = state;
    const written = { lineage, serial: serial + open.length };
    await configurationsOf.note(last.key, { at: new Date().toISOString(), by: 'forget', state: written });
  }
  for (const address of open) {
    await engine.forget(address);
    prepared.push(`the state has forgotten ${address}, which goes on existing`);
  }
  return true;
}

async function refuse(
  deployment: Deployment,
  stack: SynthesizedStack,
  plan: RollbackPlan,
  moved: ReturnType<typeof movedOn>,
  { isTakeDown }: Former,
): Promise<void> {
  const problems: DeployProblem[] = [];
  const where = `rollback ${plan.rollback_id}`;
  if (moved.status === 'never') {
    problems.push({
      where,
      what: 'this change was never begun',
      fix: 'npx lke-platform rollback plan lists the others',
    });
  }
  if (moved.status === 'changed') {
    const [last = ''] = plansOf(moved.since);
    const what = `${plan.stack} has moved on: ${moved.since.length} of its applies came after this change`;
    problems.push({ where, what, fix: `go back from the last one first: npx lke-platform rollback run ${last}` });
  }
  if (isTakeDown) {
    for (const other of deployment.output.stacks.filter(({ dependencies }) => dependencies.includes(stack.id))) {
      const state = await storedState(deployment, other);
      if (!state?.resources.some(({ mode }) => mode === 'managed')) continue;
      const fix = `take ${other.id} down first, or apply ${stack.id} again to resume`;
      problems.push({ where, what: `${other.id} stands on ${stack.id}, which would be taken down`, fix });
    }
  }
  if (problems.length > 0) throw new RollbackRefused(problems);
}
