import { differencePath } from '../../model/rules/drift/difference';
import { IMPORTED_AND_CHANGED, isComputed, ruleFor, UNKNOWN_CHANGE } from '../../model/rules/reversibility/find';
import {
  leastReversible,
  type PlannedAction,
  type Reversibility,
  type ReversibilityRule,
} from '../../model/rules/reversibility/rule';
import type { PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { actionOf } from '../plan-review/action';
import { changedPaths } from './changed-paths';

/** What a rule says of one part of an action. */
export interface Verdict {
  /** Id of the rule; `unknown` where none knows it. */
  readonly rule: string;
  /** Of an update: the path of the value in the schema. */
  readonly path?: string;
  /** The same with its places in lists, as Terraform writes it: `control_plane[0].high_availability`. */
  readonly at?: string;
  readonly reversibility: Reversibility;
  readonly because: string;
  readonly source: string;
}

/** What taking an action back does. */
export type Inverse = 'update' | 'destroy' | 'create' | 'replace' | 'move' | 'import' | 'forget';

/** One action of a plan, with its way back. It holds no value of a resource. */
export interface WayBack {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  /** Where the resource was before, if it moves, too. */
  readonly previousAddress?: string;
  readonly inverse: Inverse;
  /** Place in the order in which it is taken back, from 1; what has the same place has no order. */
  readonly order: number;
  /** The worst of its parts. */
  readonly reversibility: Reversibility;
  /** What decides that: the worst of its parts, at least one. */
  readonly verdicts: readonly Verdict[];
}

const INVERSES: Readonly<Record<PlannedAction, Inverse>> = {
  create: 'destroy',
  update: 'update',
  replace: 'replace',
  destroy: 'create',
  forget: 'import',
  import: 'forget',
  move: 'move',
};

/** First what changes the state alone, then what is missing, what differs, and at last what is too much. */
const ORDER: readonly (readonly Inverse[])[] = [
  ['move', 'import', 'forget'],
  ['create'],
  ['update', 'replace'],
  ['destroy'],
];

/** The way back of each action of a plan, in the order in which it is gone. */
export function waysBack(plan: PlanJson): WayBack[] {
  return (plan.resource_changes ?? [])
    .flatMap(wayBackOf)
    .sort((a, b) => a.order - b.order || (a.address < b.address ? -1 : 1));
}

/** How well a whole plan can be taken back. */
export const reversibilityOf = (ways: readonly WayBack[]): Reversibility =>
  leastReversible(ways.map(({ reversibility }) => reversibility));

/** Whether a way back needs a person's word: it is not reversible, or destroys something past `prevent_destroy`. */
export const asks = ({ reversibility, inverse }: Pick<WayBack, 'reversibility' | 'inverse'>) =>
  reversibility !== 'reversible' || inverse === 'destroy' || inverse === 'replace';

function wayBackOf(resource: ResourceChangeJson): WayBack[] {
  const action = actionOf(resource);
  if (!action) return [];
  const { address, type, previous_address: previousAddress, change } = resource;
  const isMoved = previousAddress !== undefined && action !== 'move';
  const isImported = change.importing !== undefined && action !== 'import';
  const all = [
    ...(action === 'update' ? verdictsOfUpdate(resource) : [verdictOf(type, action)]),
    ...(isMoved ? [verdictOf(type, 'move')] : []),
    ...(isImported ? [verdict(IMPORTED_AND_CHANGED)] : []),
  ];
  const reversibility = leastReversible(all.map((it) => it.reversibility));
  const inverse = isImported && action === 'update' ? 'forget' : INVERSES[action];
  return [
    {
      ...{ address, type, action },
      ...(previousAddress !== undefined && { previousAddress }),
      ...{ inverse, reversibility },
      order: 1 + ORDER.findIndex((inverses) => inverses.includes(inverse)),
      verdicts: all.filter((it) => it.reversibility === reversibility),
    },
  ];
}

function verdictsOfUpdate({ type, change }: ResourceChangeJson): Verdict[] {
  const set = changedPaths(change).filter(({ path }) => !isComputed(type, path));
  // Only what follows from other resources differs, so nothing of this one has to be taken back.
  if (set.length === 0) return [verdictOf(type, 'update', { path: '' })];
  return set.map(({ path, directions, at }) => ({
    ...verdictOf(type, 'update', { path, directions }),
    at: differencePath(at),
  }));
}

function verdictOf(
  type: string,
  action: PlannedAction,
  { path, directions = [] }: Partial<Pick<Parameters<typeof ruleFor>[0], 'path' | 'directions'>> = {},
): Verdict {
  return verdict(ruleFor({ type, action, path, directions }) ?? UNKNOWN_CHANGE, path);
}

const verdict = (
  { id, reversibility, because, source }: Pick<ReversibilityRule, 'id' | 'reversibility' | 'because' | 'source'>,
  path?: string,
): Verdict => ({ rule: id, ...(path && { path }), reversibility, because, source });
