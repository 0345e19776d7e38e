import { child, type Sides, UNKNOWN } from './attribute-changes';
import type { NestedObjects, ObjectChange } from './object-change';

/** Entries of a list that say everything of themselves, such as the networks of an ACL: they come and go, whatever their order. */
export function listedValues(kind: string, path: string): NestedObjects {
  return {
    path,
    changes(list) {
      const [before, after] = [valuesOf(list, 'before'), valuesOf(list, 'after')];
      const change = { kind, reasons: [], attributes: [] };
      return [
        ...before
          .filter((value) => !after.includes(value))
          .map((name): ObjectChange => ({ ...change, name, action: 'destroy' })),
        ...after
          .filter((value) => !before.includes(value))
          .map((name): ObjectChange => ({ ...change, name, action: 'create' })),
      ];
    },
  };
}

function valuesOf(list: Sides, side: 'before' | 'after'): string[] {
  const entries = list[side];
  if (!Array.isArray(entries)) return [];
  return entries.map((value, index) =>
    child(list, index).unknown === true && side === 'after' ? UNKNOWN : String(value),
  );
}
