import type { EnvironmentName } from '../../model/entities/environment';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import { type DriftPolicy, judge } from '../../model/rules/drift/judge';
import type { Finding } from '../../model/rules/drift/finding';
import { stacksFor } from '../../model/rules/drift/stands-on';
import type { Deployment } from '../deploy/deployment';
import { inOrder } from '../deploy/in-order';
import { Interrupted } from '../engine/interrupts';
import { Deadline } from '../machine/deadline';
import { type CheckedStack, checkStack } from './check-stack';
import type { OutsideReading } from './outside-reading';
import { differenceKey } from './plan-differences';
import type { Attribution } from './who-did-it';

export interface DetectProps {
  readonly environments: readonly EnvironmentName[];
  /** Stacks to look at. @default - those that the environments stand on */
  readonly stacks?: readonly StackId[] | undefined;
  readonly policy: DriftPolicy;
  /** How many stacks at once. */
  readonly parallelism: number;
  readonly now: Date;
  /** Saved plans to read in place of plans of what was applied, by stack. @default - none */
  readonly planFiles?: ReadonlyMap<StackId, string> | undefined;
  /** Reads what no plan shows of stacks that are applied. @default - it is not read */
  readonly readOutside?: ((stacks: readonly StackId[]) => Promise<OutsideReading>) | undefined;
  /** How long one stack may take, until it counts as not checked. @default - as long as it takes */
  readonly timeoutMs?: number | undefined;
  /** Finds out who did it. @default - nobody is asked */
  readonly attribute?: Attribution | undefined;
}

/** What is known of the drift of a platform. */
export interface Detected {
  readonly environments: readonly EnvironmentName[];
  readonly at: Date;
  readonly stacks: readonly CheckedStack[];
  readonly findings: readonly Finding[];
}

/** Environments of the platform in an output folder. @param names those that are meant; none means all */
export function environmentsIn({ output }: Pick<Deployment, 'output'>, names: readonly string[]): EnvironmentName[] {
  const there = ENVIRONMENT_NAMES.filter((name) => output.stacks.some(({ id }) => id === name));
  const wrong = names.find((name) => !(there as readonly string[]).includes(name));
  if (wrong !== undefined) throw new Error(`there is no environment "${wrong}"; there are ${there.join(', ')}`);
  return there.filter((name) => names.length === 0 || names.includes(name));
}

/**
 * Compares what is deployed with what was applied last.
 *
 * @throws {Interrupted} when a signal came
 */
export async function detectDrift(deployment: Deployment, props: DetectProps): Promise<Detected> {
  const { environments, policy, now } = props;
  const wanted = new Set(props.stacks ?? environments.flatMap(stacksFor));
  const ids = deployment.output.stacks.map(({ id }) => id).filter((id) => wanted.has(id));
  const planned = await checkAll(deployment, ids, props);
  const applied = planned.filter(({ status }) => status !== 'not-applied').map(({ stack }) => stack);
  const outside = (await props.readOutside?.(applied)) ?? { differences: [], unread: [] };
  const stacks = planned.map((stack) => withOutside(stack, outside));
  const differences = stacks.flatMap((stack) => stack.differences);
  const told = (await props.attribute?.(differences, stacks)) ?? differences;
  return { environments, at: now, stacks, findings: judge(told, policy, now.toISOString().slice(0, 10)) };
}

async function checkAll(
  deployment: Deployment,
  ids: readonly StackId[],
  { parallelism, planFiles, timeoutMs }: DetectProps,
): Promise<CheckedStack[]> {
  const outcomes = await inOrder({
    ids,
    before: () => [],
    parallelism,
    work: (id) =>
      checkStack(deployment, deployment.stack(id), {
        planFile: planFiles?.get(id),
        deadline: timeoutMs === undefined ? undefined : Deadline.in(timeoutMs),
      }),
  });
  return [...outcomes.values()].flatMap((outcome) => {
    if (outcome.status === 'done') return [outcome.value];
    if (outcome.status === 'failed') throw outcome.error;
    throw new Interrupted();
  });
}

/** What could not be read outside leaves a stack looked at in part. */
function withOutside(checked: CheckedStack, { differences, unread }: OutsideReading): CheckedStack {
  const own = <T extends { readonly stack: StackId }>(list: readonly T[]) =>
    list.filter(({ stack }) => stack === checked.stack);
  const limits = own(unread).map(({ what }) => what);
  const told = new Set(checked.differences.map(differenceKey));
  const others = own(differences).filter((it) => !told.has(differenceKey(it)));
  return {
    ...checked,
    status: limits.length > 0 && checked.status === 'checked' ? 'partly' : checked.status,
    differences: [...checked.differences, ...others],
    limits: [...checked.limits, ...limits],
  };
}
