import { ENVIRONMENT_NAMES } from '../entities/environment';
import { type Amount, differenceOf, isNothing, sumOf } from './amount';
import type { Line, OwnerCost } from './cost';
import { type AtBounds, atBounds, BOUNDS, type Owner } from './item';
import { thingOf } from './unit-price';

/** What becomes of a line. */
export interface LineDifference {
  readonly owner: Owner;
  readonly name: string;
  /** undefined where it is new. */
  readonly before: Line | undefined;
  /** undefined where it goes. */
  readonly after: Line | undefined;
  readonly difference: AtBounds<Amount>;
}

/** What becomes of what one owner pays. */
export interface OwnerDifference {
  readonly owner: Owner;
  readonly before: AtBounds<Amount>;
  readonly after: AtBounds<Amount>;
  readonly difference: AtBounds<Amount>;
  /** Those that differ: in what they cost, or in what is paid for, be it for the same price. */
  readonly lines: readonly LineDifference[];
}

const NONE = atBounds(() => sumOf([]));

/**
 * What differs between two costs, owner by owner, those included that pay the same or nothing any more: the environments in
 * the order of their stacks, then what they share.
 */
export function compareCosts(before: readonly OwnerCost[], after: readonly OwnerCost[]): OwnerDifference[] {
  const paying = new Set([...before, ...after].map(({ owner }) => owner));
  const owners = [...ENVIRONMENT_NAMES, 'shared' as const].filter((owner) => paying.has(owner));
  return owners.map((owner) => {
    const [was, is] = [before, after].map((costs) => costs.find((cost) => cost.owner === owner));
    return {
      owner,
      ...differenceBetween(was?.cost, is?.cost),
      lines: lineDifferences(was?.lines ?? [], is?.lines ?? []),
    };
  });
}

/** Two amounts at both ends, with what differs between them. @param before nothing, where it is undefined */
export function differenceBetween(before: AtBounds<Amount> = NONE, after: AtBounds<Amount> = NONE) {
  return { before, after, difference: atBounds((bound) => differenceOf(before[bound], after[bound])) };
}

function lineDifferences(before: readonly Line[], after: readonly Line[]): LineDifference[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((lines) => lines.find((line) => line.name === name));
    const line = is ?? was;
    const { difference } = differenceBetween(was?.cost, is?.cost);
    const isSame = isNothing(difference.count) && isNothing(difference.maxCount);
    return !line || (isSame && was && is && isSameThing(was, is))
      ? []
      : [{ owner: line.owner, name, before: was, after: is, difference }];
  });
}

/** Whether two lines are for as many of the same. */
const isSameThing = (was: Line, is: Line) =>
  thingOf(was) === thingOf(is) && BOUNDS.every((bound) => was.quantity[bound] === is.quantity[bound]);
