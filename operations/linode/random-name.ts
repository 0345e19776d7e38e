import { randomBytes } from 'node:crypto';

const BYTES = 3;
const END = new RegExp(`^[0-9a-f]{${BYTES * 2}}$`);

/** A name that nothing else has. */
export const randomName = (prefix: string) => `${prefix}-${randomBytes(BYTES).toString('hex')}`;

/**
 * Whether {@link randomName} made a name of this prefix. That it begins so says too little: what another platform has may
 * begin so as well, as `acme-drift-state` does, which is the bucket of a platform acme-drift, and no name of acme.
 *
 * @param ends what may follow the name, such as `-read`. @default - nothing
 */
export function isRandomName(name: string, prefix: string, ends: readonly string[] = ['']): boolean {
  if (!name.startsWith(`${prefix}-`)) return false;
  const rest = name.slice(prefix.length + 1);
  return ends.some((end) => rest.endsWith(end) && END.test(rest.slice(0, rest.length - end.length)));
}
