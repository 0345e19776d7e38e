import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, Fields, InputType } from '../../constructs/inputs/types';
import type { Block, Item } from '../hcl/body';
import { aligned, expressionOf, heredoc, indent, quoted } from '../hcl/expression';
import type { ModuleDefinition } from './definition';
import { validationBlocks } from './validations';

/** The blocks of `variables.tf`, in the order of the table. */
export const variableBlocks = ({ inputs, rules }: ModuleDefinition): Block[] =>
  Object.entries(inputs).map(([key, field]) => ({
    type: 'variable',
    labels: [snakeCase(key)],
    body: [...declaration(field), ...validationBlocks(key, field, rules)],
  }));

function declaration(field: Field): Item[] {
  const { type, optional, default: value } = field;
  return [
    { name: 'description', value: descriptionOf(field) },
    { name: 'type', value: typeOf(type) },
    ...(optional ? [{ name: 'default', value: expressionOf(value) }] : []),
    { name: 'nullable', value: String(isNullable(field)) },
  ];
}

/** Null means something only where it is the default; anywhere else it stands for the default. */
export const isNullable = ({ optional, default: value }: Pick<Field, 'optional' | 'default'>) =>
  optional && value === null;

/** A variable's type with the defaults of its fields. */
export function typeOf({ hcl, fields, element }: InputType): string {
  if (element) return hcl.replace(/\(.*\)$/s, `(${typeOf(element)})`);
  if (!fields) return hcl;
  const attributes = Object.entries(fields).map(([key, field]) => ({ name: snakeCase(key), value: fieldType(field) }));
  return `object({\n  ${indent(aligned(attributes))}\n})`;
}

function fieldType({ type, optional, default: value }: Field): string {
  if (!optional) return typeOf(type);
  return value === null ? `optional(${typeOf(type)})` : `optional(${typeOf(type)}, ${expressionOf(value)})`;
}

/** A description with those of the fields below it. */
function descriptionOf({ description, type }: Field): string {
  const fields = fieldLines(type);
  return fields.length === 0 ? quoted(description) : heredoc([description, '', ...fields].join('\n'));
}

function fieldLines({ fields, element }: InputType): string[] {
  if (element) return fieldLines(element);
  return Object.entries((fields ?? {}) satisfies Fields).flatMap(([key, { description, type }]) => [
    `- \`${snakeCase(key)}\`: ${description}`,
    ...fieldLines(type).map((line) => `  ${line}`),
  ]);
}
