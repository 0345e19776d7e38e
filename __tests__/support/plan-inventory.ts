import type { PlanJson, ResourceChangeJson } from '../../operations/engine/plan-json';
import { printJson } from './reviewable';

/** What is longer says more by its length. */
const LONGEST_VALUE = 60;

/** What differs from run to run, and what to write in its place. */
export type Names = Readonly<Record<string, string>>;

/** A plan as a reviewer gets it: every address with its action and the values that matter, without what is null. */
export function inventoryOf({ resource_changes: changes = [], output_changes: outputs = {} }: PlanJson, names: Names) {
  const resources = changes
    .filter(({ mode }) => mode === 'managed')
    .map((change) => [change.address, { action: change.change.actions.join(', then '), ...valuesOf(change) }] as const);
  const inventory = { resources: Object.fromEntries(resources), outputs: Object.keys(outputs) };
  const text = printJson(inventory);
  return Object.entries(names).reduce((named, [value, name]) => named.replaceAll(value, `<${name}>`), text);
}

/** Addresses with the actions of a plan, but for what stays as it is. */
export function actionsOf({ resource_changes: changes = [] }: PlanJson): Record<string, string> {
  return Object.fromEntries(
    changes
      .filter(({ mode, change: { actions } }) => mode === 'managed' && !actions.includes('no-op'))
      .map(({ address, change: { actions } }) => [address, actions.join(', then ')]),
  );
}

function valuesOf({ change }: ResourceChangeJson): object {
  return matter(change.after) as object;
}

/** Leaves out null, empty, and what is too long to be read. */
function matter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(matter);
  if (typeof value === 'string' && value.length > LONGEST_VALUE) return `… ${value.split('\n').length} lines`;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, entry]) => [key, matter(entry)] as const)
    .filter(([, entry]) => !isEmpty(entry));
  return Object.fromEntries(entries);
}

const isEmpty = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
