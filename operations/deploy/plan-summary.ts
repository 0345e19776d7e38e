import type { ChangeJson, PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { type AttributeChange, attributeChanges } from './attribute-changes';

/** What a plan does to a resource. */
export type Action = 'create' | 'update' | 'replace' | 'destroy' | 'forget' | 'import' | 'move';

/** One resource that a plan changes. */
export interface Change {
  readonly address: string;
  readonly action: Action;
  /** Where the resource was before, if it moves. */
  readonly previousAddress?: string;
  /** Why it is replaced or destroyed: attributes that cannot be changed in place, or the engine's reason. */
  readonly reasons: readonly string[];
  /** Of an update or a replacement; values that are sensitive or long are left out. */
  readonly attributes: readonly AttributeChange[];
}

/** What a plan does, without any sensitive value: safe to print and to keep. */
export interface PlanSummary {
  readonly counts: Readonly<Record<'create' | 'update' | 'replace' | 'destroy', number>>;
  readonly changes: readonly Change[];
  /** Outputs that change, by name. */
  readonly outputs: readonly { readonly name: string; readonly action: 'create' | 'update' | 'destroy' }[];
  /** Addresses of resources that were changed or deleted outside of the engine since the last apply. */
  readonly changedOutside: readonly string[];
}

/** Sums up a plan. */
export function summarize(plan: PlanJson): PlanSummary {
  const changes = (plan.resource_changes ?? []).flatMap(changeOf);
  const count = (action: Action) => changes.filter((change) => change.action === action).length;
  return {
    counts: { create: count('create'), update: count('update'), replace: count('replace'), destroy: count('destroy') },
    changes,
    outputs: Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) => {
      const action = outputAction(change);
      return action ? [{ name, action }] : [];
    }),
    changedOutside: (plan.resource_drift ?? []).map(({ address }) => address),
  };
}

function changeOf(resource: ResourceChangeJson): Change[] {
  const action = actionOf(resource);
  if (!action) return [];
  const { address, previous_address: previousAddress, change } = resource;
  const inPlace = action === 'update' || action === 'replace';
  return [
    {
      address,
      action,
      ...(previousAddress !== undefined && { previousAddress }),
      reasons: reasonsOf(resource),
      attributes: inPlace ? attributeChanges(change) : [],
    },
  ];
}

function actionOf({ mode, change: { actions, importing }, previous_address: moved }: ResourceChangeJson) {
  if (mode === 'data') return undefined;
  if (actions.includes('create') && actions.includes('delete')) return 'replace';
  if (actions.includes('create')) return 'create';
  if (actions.includes('delete')) return 'destroy';
  if (actions.includes('forget')) return 'forget';
  if (actions.includes('update')) return 'update';
  if (importing) return 'import';
  return moved === undefined ? undefined : 'move';
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
