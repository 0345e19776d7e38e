import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, Fields, InputType } from '../../constructs/inputs/types';
import { expressionOf } from '../hcl/expression';
import { allowedBy } from './limits-in-hcl';
import type { ModuleDefinition } from './definition';
import type { ModuleInterface } from './interface';

/** A Markdown table. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map((row) => line(row))].join('\n');
}

/** Inputs with the fields below them. */
export const inputsTable = ({ inputs }: ModuleDefinition) =>
  table(['Name', 'Description', 'Type', 'Default'], inputRows(inputs, ''));

export const outputsTable = ({ outputs }: ModuleDefinition) =>
  table(
    ['Name', 'Description'],
    Object.entries(outputs).map(([key, { description, sensitive }]) => [
      code(snakeCase(key)),
      sensitive ? `${description} Sensitive.` : description,
    ]),
  );

export const requirementsTable = ({ required_version: engine, required_providers: providers }: ModuleInterface) =>
  table(
    ['Name', 'Version'],
    [
      ['Terraform or OpenTofu', code(engine)],
      ...Object.values(providers).map(({ source, version }) => [`provider ${code(source)}`, code(version)]),
    ],
  );

function inputRows(fields: Fields, owner: string): string[][] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const name = `${owner}${snakeCase(key)}`;
    return [
      [code(name), about(field), code(shortType(field.type)), defaultText(field)],
      ...rowsBelow(field.type, name),
    ];
  });
}

function rowsBelow({ element, fields }: InputType, name: string): string[][] {
  if (element) return rowsBelow(element, `${name}[*]`);
  return fields ? inputRows(fields, `${name}.`) : [];
}

function about(field: Field): string {
  const allowed = limitOfField(field);
  return allowed === undefined ? field.description : `${field.description} Allowed: ${allowed}.`;
}

/** What a field allows, in words; undefined where its type says it all. */
export function limitOfField({ type }: Field): string | undefined {
  // The last one is the narrowest.
  const limit = type.limits?.at(-1) ?? type.element?.limits?.at(-1);
  return limit && allowedBy(limit);
}

function shortType({ hcl, element, fields }: InputType): string {
  if (element) return hcl.replace(/\(.*\)$/s, `(${shortType(element)})`);
  return fields ? 'object' : hcl;
}

const defaultText = ({ optional, default: value }: Field) => (optional ? code(expressionOf(value)) : '**required**');

const code = (text: string) => `\`${text}\``;
