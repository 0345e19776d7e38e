import { HalfCreated } from '../../engine/resource-type';
import type { Fields, Value } from '../../protocol/values';
import { texts } from '../../values';

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
