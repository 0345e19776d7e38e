import type { SecretItem } from '../../model/derive/secrets-bundle';
import { ownValue } from '../../model/own-value';
import { parseSecretReference } from '../../model/secret-reference';
import type { Fields, StoredSecret } from './sources/source';

/** Names that Kubernetes allows for a field of a Secret: those of files, of which ".." leads elsewhere. */
const FIELD = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;
export const FIELD_NAMES = 'letters, digits, "-", "_" and ".", and no ".." at its beginning';
export const isFieldName = (name: string) => FIELD.test(name);

/** The most that a Secret holds in all its fields (Kubernetes, MaxSecretSize). */
const MOST_BYTES = 1024 * 1024;

/** What several items may share: a path of one source. */
export const withoutKey = ({ reference }: Pick<SecretItem, 'reference'>) => reference.replace(/#.*$/, '');

/** Something that is wrong with the content of an item. */
export interface ContentProblem {
  readonly what: string;
  readonly fix: string;
}

/** The field that a reference names; undefined for all of them. */
export const keyOf = ({ reference }: Pick<SecretItem, 'reference'>) => parseSecretReference(reference)?.key;

/** The fields of an item's Secret, out of what its path holds; undefined where the key it names is not there. */
export function contentOf(
  item: Pick<SecretItem, 'reference'>,
  { fields }: Pick<StoredSecret, 'fields'>,
): Fields | undefined {
  const key = keyOf(item);
  if (key === undefined) return fields;
  const value = ownValue(fields, key);
  return value && { [key]: value };
}

/** What keeps a content from becoming that Secret. @param place where it is from, in words */
export function contentProblems(
  item: SecretItem,
  environment: string,
  fields: Fields,
  place: string,
): ContentProblem[] {
  const missing = item.fields.filter((field) => ownValue(fields, field) === undefined);
  const unusable = Object.keys(fields).filter((field) => !isFieldName(field));
  return [
    ...missing.map((field) => ({
      what: `the secret ${item.name} of ${environment} has no field ${field}: ${place}`,
      fix: `npx lke-platform secrets set ${environment} ${item.name} --field ${field}, with its value on stdin`,
    })),
    ...unusable.map((field) => ({
      what: `the secret ${item.name} of ${environment} has a field "${field}", and a Secret has none of that name: ${place}`,
      fix: `give it a name of ${FIELD_NAMES} there`,
    })),
    ...sizeProblems(item, environment, fields),
    ...Object.keys(fields).flatMap((field) =>
      (fields[field]?.length ?? 0) > 0
        ? []
        : [
            {
              what: `the field ${field} of the secret ${item.name} of ${environment} is empty: ${place}`,
              fix: `npx lke-platform secrets set ${environment} ${item.name} --field ${field}, with its value on stdin`,
            },
          ],
    ),
  ];
}

/** What keeps a content from becoming a Secret because there is too much of it. */
export function sizeProblems(
  { name }: Pick<SecretItem, 'name'>,
  environment: string,
  fields: Fields,
): ContentProblem[] {
  const size = Object.values(fields).reduce((sum, { length }) => sum + length, 0);
  if (size <= MOST_BYTES) return [];
  return [
    {
      what: `the secret ${name} of ${environment} has ${size} bytes, and a Secret holds ${MOST_BYTES} in all its fields`,
      fix: 'keep what is large elsewhere, such as in a bucket, and what opens it in the secret',
    },
  ];
}
