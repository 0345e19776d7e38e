import * as fc from 'fast-check';
import { isMap, replaced, valueAt, without, type Path } from '../paths';

/** One change of a document, and the document after it. */
export interface Mutation {
  readonly kind: 'delete' | 'replace' | 'add' | 'repeat';
  readonly path: Path;
  readonly result: unknown;
}

/** Values of every JSON type, and some that are near to right ones. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e21, true, false, [], {}, [null], 'yes', '3', 'x'.repeat(300)),
  fc.constantFrom<unknown>('10.0.0.1/8', 'PT0S', '2026-02-30', 'production', 'g6-nanode-1', 'constructor', '__proto__'),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

const keys = fc.oneof(
  fc.constantFrom('constructor', '__proto__', 'toString', 'status', 'id', 'instance_type', '', ' ', '0', 'a.b', 'ключ'),
  fc.string({ maxLength: 12 }),
);

/** Changes of one place of a document: a key deleted, a value replaced by junk, a key added, an entry repeated. */
export function mutationsOf(document: unknown): fc.Arbitrary<Mutation> {
  const paths = pathsOf(document);
  const at = fc.constantFrom(...paths);
  const below = fc.constantFrom(...paths.filter((path) => path.length > 0));
  const maps = fc.constantFrom(...paths.filter((path) => isMap(valueAt(document, path))));
  const lists = fc.constantFrom(...paths.filter((path) => isFilledList(valueAt(document, path))));
  return fc.oneof(
    below.map((path): Mutation => ({ kind: 'delete', path, result: without(document, path) })),
    fc
      .tuple(at, junk)
      .map(([path, value]): Mutation => ({ kind: 'replace', path, result: replaced(document, path, value) })),
    fc.tuple(maps, keys, junk).map(([path, key, value]): Mutation => ({
      kind: 'add',
      path,
      result: replaced(document, [...path, key], value),
    })),
    lists.map((path): Mutation => {
      const list = valueAt(document, path) as unknown[];
      return { kind: 'repeat', path, result: replaced(document, path, [...list, list[0]]) };
    }),
  );
}

/** The same document with the keys of its maps in another order. */
export function shuffled(document: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(document)) return fc.tuple(...document.map(shuffled));
  if (!isMap(document)) return fc.constant(document);
  const entries = Object.entries(document);
  return fc
    .tuple(
      fc.shuffledSubarray(entries, { minLength: entries.length }),
      fc.tuple(...entries.map(([, value]) => shuffled(value))),
    )
    .map(([order, values]) =>
      Object.fromEntries(order.map(([key]) => [key, values[entries.findIndex(([other]) => other === key)]])),
    );
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((entry, index) => pathsOf(entry, [...path, index]))];
  if (!isMap(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key]))];
}

const isFilledList = (value: unknown) => Array.isArray(value) && value.length > 0;
