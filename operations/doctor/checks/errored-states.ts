import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stateKeyOf, type StackId } from '../../../model/naming';
import { accessTo } from '../../deploy/bucket-access';
import { damagedProblem, erroredStateIn, wayBack, wholeStateIn } from '../../deploy/errored-state';
import { ERRORED_STATE } from '../../deploy/run-folder';
import { lockOn } from '../../object-storage/locks';
import { fail, ok, type Check } from '../check';
import { placeOf, readyLine } from '../engine-place';
import { hasKey, requestLimitsOf } from '../store';
import type { Surroundings } from '../surroundings';

export const erroredStates: Check = {
  id: 'errored-states',
  title: 'states that the store did not take',
  async run(surroundings) {
    const stacks = join(surroundings.output, 'stacks');
    const names = existsSync(stacks) ? readdirSync(stacks) : [];
    const left = names.filter((stack) => erroredStateIn(join(stacks, stack)) !== undefined);
    if (left.length === 0) return ok('none');
    const fileOf = (stack: string) => join(stacks, stack, ERRORED_STATE);
    const damaged = left.filter((stack) => !wholeStateIn(fileOf(stack)));
    const problems = damaged.map((stack) => damagedProblem(fileOf(stack), stack));
    const whole = left.filter((stack) => !damaged.includes(stack));
    if (whole.length > 0) problems.push(await wholeProblem(whole, whole.map(fileOf), surroundings));
    return fail(problems.map(({ what }) => what).join('; '), problems.map(({ fix }) => fix).join('; '));
  },
};

async function wholeProblem(stacks: readonly string[], files: readonly string[], surroundings: Surroundings) {
  const names = stacks.join(', ');
  const ways = await Promise.all(stacks.map((stack) => wayOf(stack, surroundings)));
  return {
    where: names,
    what: `${files.join(', ')}: the only copy of the state of ${names}, if nobody has put it back`,
    fix: `keep it, and put it back: npx lke-platform apply ${stacks.join(' ')}; by hand, if nobody is at work: ${ways.join('; ')}`,
  };
}

async function wayOf(stack: string, surroundings: Surroundings): Promise<string> {
  const place = await placeOf(surroundings, stack);
  const lock = await lockOf(stack as StackId, surroundings).catch(() => undefined); // the store may be down still
  return readyLine(place, wayBack(place, lock));
}

async function lockOf(stack: StackId, { platform, environment, timeoutMs }: Surroundings) {
  if (!hasKey(environment)) return undefined;
  const { endpoint, buckets } = platform.state;
  return lockOn(
    accessTo(endpoint, environment, requestLimitsOf({ timeoutMs })),
    buckets.state,
    stateKeyOf(platform.name, stack),
  );
}
