import type { Entity } from '../entity';

/** Says of a derived or observed field why it does not stand in the file; undefined for any other key. */
export function resultField(owner: Entity, key: string): { what: string; fix: string } | undefined {
  const observed = fieldIn(owner.observed, key);
  if (observed) {
    return {
      what: `"${key}" is a result and does not stand in the file (${observed.about})`,
      fix: `remove it; this shows it: ${observed.seeWith}`,
    };
  }
  const derived = fieldIn(owner.derived, key);
  if (!derived) return undefined;
  return {
    what: `"${key}" is derived and does not stand in the file (${derived.about})`,
    fix: `remove it; it follows from ${derived.from}`,
  };
}

/** Spelling without case, separators and plural, so that `synced_at` is the same as `syncedAt`. */
const plain = (name: string) => name.toLowerCase().replace(/[_-]|s$/g, '');

function fieldIn<T>(fields: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(fields).find(([name]) => plain(name) === plain(key))?.[1];
}
