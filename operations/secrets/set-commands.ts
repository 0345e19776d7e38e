import { usualField } from '../../model/derive/secret-form';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import { keyOf } from './item-content';

type Item = Pick<SecretItem, 'name' | 'purpose' | 'reference' | 'fields'>;

/** Where the form of a secret has no field by itself, and somebody has to say what it is called. */
const ANY_FIELD = '<name>';

/** What gives a secret its value: one command for each field that has to be named. */
export function setCommands(environment: string, item: Item): string[] {
  const command = `npx lke-platform secrets set ${environment} ${item.name}`;
  return fieldFlags(item).map((flag) => `${command}${flag}`);
}

/** What gives a secret that has no value yet its first one: somebody, or the platform that makes it itself. */
export const firstValueText = (environment: string, item: Item & Pick<SecretItem, 'madeBy'>): string =>
  item.madeBy === 'person'
    ? `not set: ${setCommands(environment, item).join(' and ')}`
    : `not made yet: npx lke-platform secrets sync ${environment}`;

/** What gives it a new value, which goes to one field at a time. */
export const rotateCommand = (environment: string, item: Item & Pick<SecretItem, 'madeBy'>): string =>
  `npx lke-platform secrets rotate ${environment} ${item.name}${item.madeBy === 'person' ? (fieldFlags(item)[0] ?? '') : ''}`;

function fieldFlags(item: Item): string[] {
  if (keyOf(item) !== undefined || usualField(item) !== undefined) return [''];
  return (item.fields.length > 0 ? item.fields : [ANY_FIELD]).map((field) => ` --field ${field}`);
}
