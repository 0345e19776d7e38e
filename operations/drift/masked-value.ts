import { maskedLines, SENSITIVE } from '../plan-review/masked-lines';
import { isSecretName } from '../plan-review/secret-names';

/** The mark at a key of a marked value: one on the whole counts for each of its parts. */
export function markAt(marks: unknown, key: string | number): unknown {
  if (marks === true) return true;
  return typeof marks === 'object' && marks !== null ? (marks as Record<string, unknown>)[key] : undefined;
}

/**
 * A value without what is secret in it: what the engine marks, what has the name of a secret, and what looks like one in
 * a text.
 *
 * @param marks of the same shape as the value; true where it is sensitive
 * @param name of the attribute or key that the value stands at
 */
export function maskedValue(value: unknown, marks: unknown, name = ''): unknown {
  if (marks === true) return value === undefined || value === null ? value : SENSITIVE;
  if (typeof value === 'string') return isSecretName(name) && value !== '' ? SENSITIVE : maskedLines(value).join('\n');
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => maskedValue(entry, markAt(marks, index), name));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, maskedValue(entry, markAt(marks, key), key)]),
  );
}
