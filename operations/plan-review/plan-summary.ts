import type { ChangeJson, PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { waysBack, type WayBack } from '../rollback/classify';
import { inverseBlocks, type InverseBlocks } from '../rollback/inverse-blocks';
import { actionOf } from './action';
import { attributeChanges } from './attribute-changes';
import type { Action, Change } from './change';
import { changedOutside, type OutsideChange } from './changed-outside';
import { type LockedDeletion, lockedDeletions } from './locked';
import { takeApart } from './nested-objects';

export type { Action, Change } from './change';

/** How many resources, with the objects that are part of one, a plan does something to. */
export type Counts = Readonly<Record<Action, number>>;

/** What a plan does, without any sensitive value: safe to print and to keep. */
export interface PlanSummary {
  readonly counts: Counts;
  readonly changes: readonly Change[];
  /** Outputs that change, by name. */
  readonly outputs: readonly { readonly name: string; readonly action: 'create' | 'update' | 'destroy' }[];
  /** What was changed or deleted outside of the engine since the last apply. */
  readonly changedOutside: readonly OutsideChange[];
  /** What it would delete although a lock is on it. */
  readonly locked: readonly LockedDeletion[];
  /** How each of the changes is taken back, and how well, in that order. */
  readonly waysBack: readonly WayBack[];
  /** What has to stand beside the former configuration to go back. */
  readonly inverseBlocks: InverseBlocks;
}

/** Sums up a plan. */
export function summarize(plan: PlanJson): PlanSummary {
  const changes = (plan.resource_changes ?? []).flatMap(changeOf);
  return {
    counts: countsOf(changes),
    changes,
    outputs: Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) => {
      const action = outputAction(change);
      return action ? [{ name, action }] : [];
    }),
    changedOutside: changedOutside(plan.resource_drift ?? []),
    locked: lockedDeletions(plan, changes),
    waysBack: waysBack(plan),
    inverseBlocks: inverseBlocks(plan),
  };
}

/** An update of an object counts as that of its resource. */
function countsOf(changes: readonly Change[]): Counts {
  const objects = changes.flatMap((change) => change.objects).filter(({ action }) => action !== 'update');
  const all = [...changes, ...objects];
  const count = (action: Action) => all.filter((change) => change.action === action).length;
  return {
    import: changes.filter(({ importing }) => importing !== undefined).length,
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    destroy: count('destroy'),
    move: count('move'),
    forget: count('forget'),
  };
}

function changeOf(resource: ResourceChangeJson): Change[] {
  const action = actionOf(resource);
  if (!action) return [];
  const { address, type, previous_address: previousAddress, change } = resource;
  return [
    {
      address,
      action,
      ...(previousAddress !== undefined && { previousAddress }),
      ...(change.importing && { importing: change.importing.id ?? 'an id that is not known yet' }),
      reasons: reasonsOf(resource),
      ...partsOf(action, type, change),
    },
  ];
}

/** A replacement makes the objects inside anew, too, so that it is told as a whole. */
function partsOf(action: Action, type: string, change: ChangeJson): Pick<Change, 'objects' | 'attributes'> {
  if (action === 'update') return takeApart(type, change);
  return { objects: [], attributes: action === 'replace' ? attributeChanges(change) : [] };
}

/** The engine's reasons, but for those that `replace_paths` tell better. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted',
  replace_by_request: 'a replacement was asked for',
  replace_by_triggers: 'something that it is to be replaced with is replaced',
  delete_because_no_resource_config: 'it is no longer part of the stack',
  delete_because_no_module: 'its module is no longer part of the stack',
  delete_because_wrong_repetition: 'the stack has another number of it',
  delete_because_count_index: 'the stack has fewer of it',
  delete_because_each_key: 'its key is no longer part of the stack',
};

function reasonsOf({ change, action_reason: reason = '' }: ResourceChangeJson): string[] {
  const paths = (change.replace_paths ?? []).map((path) => `${pathText(path)} cannot be changed in place`);
  return [...paths, ...(REASONS[reason] === undefined ? [] : [REASONS[reason]])];
}

function outputAction({ actions }: ChangeJson) {
  if (actions.includes('no-op')) return undefined;
  if (actions.includes('delete')) return actions.includes('create') ? 'update' : 'destroy';
  return actions.includes('create') ? 'create' : 'update';
}

/** `pool[0].type`, as Terraform writes it. */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
