import { maskedLines, SENSITIVE } from '../../../plan-review/masked-lines';
import { isSecretName } from '../../../plan-review/secret-names';

/** A value of an object without what has the name of a secret, or looks like one. @param name it stands under */
export function maskedTree(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return isSecretName(name) && value !== '' ? SENSITIVE : maskedLines(value).join('\n');
  if (Array.isArray(value)) return value.map((entry) => maskedTree(entry, name));
  if (typeof value !== 'object' || value === null) return value;
  const { name: variable } = value as { readonly name?: unknown };
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      // An environment variable has its name and its value side by side.
      maskedTree(entry, key === 'value' && typeof variable === 'string' ? variable : key),
    ]),
  );
}
