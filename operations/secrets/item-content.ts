import type { SecretItem } from '../../model/derive/secrets-bundle';
import { parseSecretReference } from '../../model/secret-reference';
import type { Fields, StoredSecret } from './sources/source';

/** Names that Kubernetes allows for a field of a Secret. */
const FIELD = /^[-._a-zA-Z0-9]{1,253}$/;

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
  const value = fields[key];
  return value && { [key]: value };
}

/** What keeps a content from becoming that Secret. @param place where it is from, in words */
export function contentProblems(
  item: SecretItem,
  environment: string,
  fields: Fields,
  place: string,
): ContentProblem[] {
  const missing = item.fields.filter((field) => fields[field] === undefined);
  const unusable = Object.keys(fields).filter((field) => !FIELD.test(field));
  return [
    ...missing.map((field) => ({
      what: `the secret ${item.name} of ${environment} has no field ${field}: ${place}`,
      fix: `npx lke-platform secrets set ${environment} ${item.name} --field ${field}, with its value on stdin`,
    })),
    ...unusable.map((field) => ({
      what: `the secret ${item.name} of ${environment} has a field "${field}", and a Secret has none of that name: ${place}`,
      fix: 'give it a name of letters, digits, "-", "_" and "." there',
    })),
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
