import { elements } from '../../engine/paths';
import { HalfCreated } from '../../engine/resource-type';
import { isFields, Unknown, UNKNOWN, type Fields, type Value } from '../../protocol/values';

/** The value where apply knows one: neither null nor unknown. */
export function known(value: Value | undefined): Exclude<Value, null | Unknown> | undefined {
  return value === null || value === undefined || value instanceof Unknown ? undefined : value;
}

export function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A string with something in it. */
export function filledText(value: Value | undefined): string | undefined {
  return value === '' ? undefined : text(value);
}

export function number(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function flag(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A list or set of strings; null and unknown give none. */
export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}

export function numbers(value: Value | undefined): number[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'number') : [];
}

/** A map of strings; null and unknown give none. */
export function textMap(value: Value | undefined): Record<string, string> {
  return isFields(value) ? (value as Record<string, string>) : {};
}

/** The only object in a block that there is at most once. */
export function only(value: Value | undefined): Fields | undefined {
  return elements(value)[0];
}

/** The plan, with what it leaves unknown as the API says it. */
export function filled(planned: Fields, fromApi: Fields): Fields {
  const entries = Object.entries(planned).map(([name, value]) => [
    name,
    value === UNKNOWN ? (fromApi[name] ?? null) : value,
  ]);
  return Object.fromEntries(entries) as Fields;
}

/** Times as the provider keeps them: in UTC, with the zone. */
export function time(moment: string): string {
  return `${moment}Z`;
}

/** What follows on a creation: if it fails, the resource is there all the same, and the state has it, tainted. */
export async function afterCreation(created: Fields, finish: () => Promise<Fields | null>): Promise<Fields> {
  try {
    return (await finish()) ?? created;
  } catch (error) {
    throw new HalfCreated(created, error);
  }
}

/** Parts of an import id such as `1001,1002`. */
export function imported(id: string, ...names: string[]): Fields {
  const parts = id.split(',');
  return Object.fromEntries(names.map((name, index) => [name, parts[index] ?? null]));
}

/** Tags that differ from the stored ones in case only are kept as stored. */
export function keepCase(planned: Value | undefined, prior: Value | undefined): Value {
  const stored = new Map(texts(prior).map((it) => [it.toLowerCase(), it]));
  if (!Array.isArray(planned)) return planned ?? null;
  return planned.map((it) => (typeof it === 'string' ? (stored.get(it.toLowerCase()) ?? it) : it));
}
