import type { StackId } from '../../model/naming';

/** Something that the first apply changes in place, because the platform has it otherwise. */
export interface Change {
  readonly stack: StackId;
  readonly address: string;
  /** As Terraform calls it. */
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
  /** What to know about it. @default - nothing: it harms nobody */
  readonly consequence?: string;
  /** Whether it waits for the first apply after the imports are removed from the file. @default false */
  readonly afterImports?: boolean;
}

/** Whether two values are the same, the order of lists of text aside. */
export const isSame = (a: unknown, b: unknown) => JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => JSON.stringify(comparable(entry))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The changes of the attributes that differ. */
export function differences(
  place: Pick<Change, 'stack' | 'address'>,
  attributes: readonly (Pick<Change, 'attribute' | 'before' | 'after'> & { readonly consequence?: string })[],
): Change[] {
  return attributes.filter(({ before, after }) => !isSame(before, after)).map((it) => ({ ...place, ...it }));
}
