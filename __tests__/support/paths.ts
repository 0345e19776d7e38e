export type Path = readonly (string | number)[];

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Every path of plain data that a path with places left open stands for: `pools[].name`, `regions.<key>.vpc`. What is
 * not there is no place.
 */
export function placesIn(data: unknown, open: string): Path[] {
  const parts = open.replaceAll('[]', '.[]').split('.').filter(Boolean);
  return parts.reduce<Path[]>(
    (paths, part) =>
      paths.flatMap((path) => {
        const value = valueAt(data, path);
        if (part === '[]') return Array.isArray(value) ? value.map((_, index) => [...path, index]) : [];
        if (!isMap(value)) return [];
        const keys = part === '<key>' ? Object.keys(value) : [part];
        return keys.filter((key) => value[key] !== undefined).map((key) => [...path, key]);
      }),
    [[]],
  );
}

/** The value at a path of plain data; undefined where there is none. */
export const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], document);

/** A copy of plain data with another value at a path. */
export function replaced(document: unknown, [head, ...rest]: Path, value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(document))
    return document.map((entry: unknown, index) => (index === head ? replaced(entry, rest, value) : entry));
  const entries = Object.entries(document as object);
  const kept = entries.filter(([key]) => key !== head);
  const before: unknown = entries.find(([key]) => key === head)?.[1];
  return Object.fromEntries([...kept, [head, replaced(before, rest, value)]]);
}

/** A copy of plain data without what stands at a path. */
export function without(document: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  const value = valueAt(document, parent);
  const rest = Array.isArray(value)
    ? value.filter((_, index) => index !== last)
    : Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== last));
  return replaced(document, parent, rest);
}
