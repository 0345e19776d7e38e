import { Token } from 'cdktf';
import { snakeCase } from './snake-case';
import type { Fields, InputType, ObjectType, WireOf } from './types';

/**
 * Refers to the fields of an object that Terraform has: `${each.value.node_count}`. Each is a token of the type that an
 * argument takes, and has the name of its table.
 */
export function referencesTo<F extends Fields>({ fields }: ObjectType<F>, object: string): WireOf<F> {
  const references = Object.entries(fields).map(([key, { type }]) => [
    key,
    reference(type, `${object}.${snakeCase(key)}`),
  ]);
  // The table has the same keys, and the type of each says which token it becomes.
  return Object.fromEntries(references) as WireOf<F>;
}

/** Fields of the entry that an instance of a resource is made of. */
export const each = <F extends Fields>(type: ObjectType<F>): WireOf<F> => referencesTo(type, 'each.value');

function reference({ hcl }: InputType, name: string): unknown {
  const expression = `\${${name}}`;
  if (hcl === 'number') return Token.asNumber(expression);
  if (hcl === 'list(string)') return Token.asList(expression);
  return hcl === 'map(string)' ? Token.asStringMap(expression) : expression;
}
