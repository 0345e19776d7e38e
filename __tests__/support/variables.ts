import { TerraformVariable, Token, ref } from 'cdktf';
import type { Construct } from 'constructs';
import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Fields } from '../../constructs/inputs/types';
import type { Body } from './synthesize';

/**
 * Props that take every input from a variable, as a module hands them over: an object that is always there by its
 * fields, everything else as a whole.
 */
export function variablesFor(scope: Construct, inputs: Fields): never {
  const props = Object.entries(inputs).map(([key, { type, optional }]) => {
    const variable = new TerraformVariable(scope, snakeCase(key), { type: type.hcl });
    if (type.fields && !optional) return [key, fieldsOf(type.fields, `var.${snakeCase(key)}`)] as const;
    return [key, type.hcl === 'number' ? variable.numberValue : variable.stringValue] as const;
  });
  return Object.fromEntries(props) as never;
}

const fieldsOf = (fields: Fields, at: string) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, { type }]) => {
      const field = ref(`${at}.${snakeCase(key)}`);
      return [key, type.hcl === 'number' ? Token.asNumber(field) : Token.asString(field)];
    }),
  );

/** Arguments that are blocks; what stands below any other is a value. */
const BLOCKS = new Set(
  'acl addresses autoscaler content control_plane dynamic inbound lifecycle outbound pool taint'.split(' '),
);

type Resources = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** Resources with their arguments and blocks, but without values: what literals and variables have in common. */
export const structureOf = (resources: Resources) =>
  Object.fromEntries(
    Object.entries(resources).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, structureOfBody(body)]),
    ),
  );

function structureOfBody(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(structureOfBody);
  if (typeof body !== 'object' || body === null) return '…';
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, BLOCKS.has(key) ? structureOfBody(value) : '…']),
  );
}
