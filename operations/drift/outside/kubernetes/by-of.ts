import type { Difference } from '../../../../model/rules/drift/difference';
import { whoWrote } from '../../who/managed-fields';

/** Who wrote a value of an object, where that can be told. */
export function byOf(object: unknown, path: Difference['path']): Pick<Difference, 'by'> {
  const by = whoWrote(object, path);
  return by ? { by } : {};
}
