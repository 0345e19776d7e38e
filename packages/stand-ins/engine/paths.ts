import { isFields, type Fields, type Value } from '../protocol/values';

/** The value at a dotted path such as `metadata.0.name`; null where there is none. */
export function valueAt(value: Value, path: string): Value {
  return path.split('.').reduce<Value>(stepInto, value);
}

/** A string in a value, or `''`. */
export function textAt(value: Value, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

function stepInto(owner: Value, name: string): Value {
  if (Array.isArray(owner)) return owner[Number(name)] ?? null;
  return isFields(owner) ? (owner[name] ?? null) : null;
}

/** The objects in the value of a block: of a single one, or of a list or set of them. */
export function elements(value: Value | undefined): Fields[] {
  if (Array.isArray(value)) return value.filter(isFields);
  return isFields(value) ? [value] : [];
}

/** Changes the objects in the value of a block, each beside the objects at its place in another two values. */
export function mapElements(
  value: Value | undefined,
  prior: Value | undefined,
  config: Value | undefined,
  change: (it: Fields, prior: Fields | null, config: Fields | null) => Fields,
): Value {
  const before = elements(prior);
  const given = elements(config);
  const changed = (it: Value, index: number) =>
    isFields(it) ? change(it, before[index] ?? null, given[index] ?? null) : it;
  return Array.isArray(value) ? value.map(changed) : changed(value ?? null, 0);
}

export function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
