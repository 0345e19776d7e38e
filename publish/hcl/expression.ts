import { partsOf, type Part } from './template';

/** Longest object or list that stands on one line, in characters. */
const ONE_LINE = 72;

/**
 * Writes a value of Terraform's JSON syntax as people write it in HCL: `"${var.region}"` becomes `var.region`, objects
 * and lists stand on one line while they are short. Lines after the first are indented as if the first were not.
 */
export function expressionOf(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return listOf(value.map((entry) => expressionOf(entry)));
  if (typeof value === 'object' && value !== null) return objectOf(value);
  return String(value);
}

/** Writes text so that it stands for itself, whatever it holds. */
export const quoted = (text: string) =>
  `"${escape(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')}"`;

/** Moves every line but the first to the right. */
export const indent = (text: string) => text.replace(/\n(?!\n|$)/g, '\n  ');

function textOf(template: string): string {
  const parts = partsOf(template);
  const [first, ...others] = parts;
  if (first && 'expression' in first && others.length === 0) return first.expression;
  return template.includes('\n') ? heredocOf(parts) : `"${parts.map(inQuotes).join('')}"`;
}

const inQuotes = (part: Part) => ('text' in part ? escape(part.text) : `\${${part.expression}}`);

/** Text of several lines; a heredoc ends with the end of a line, so that other text stays in quotes. */
function heredocOf(parts: readonly Part[]): string {
  const text = parts.map((part) => ('text' in part ? part.text : `\${${part.expression}}`)).join('');
  return text.endsWith('\n') ? heredoc(text.slice(0, -1)) : `"${parts.map(inQuotes).join('')}"`;
}

/** A heredoc with these lines. */
export const heredoc = (text: string) => `<<-EOT\n  ${indent(text)}\nEOT`;

function listOf(entries: readonly string[]): string {
  return onOneLine(`[${entries.join(', ')}]`) ?? `[\n${entries.map((entry) => `  ${indent(entry)},\n`).join('')}]`;
}

function objectOf(object: object): string {
  const entries = Object.entries(object).map(([key, value]) => ({ name: keyOf(key), value: expressionOf(value) }));
  if (entries.length === 0) return '{}';
  const single = entries.map(({ name, value }) => `${name} = ${value}`).join(', ');
  return onOneLine(`{ ${single} }`) ?? `{\n  ${indent(aligned(entries))}\n}`;
}

const onOneLine = (text: string) => (text.length <= ONE_LINE && !text.includes('\n') ? text : undefined);

/** A key of an object: bare where HCL takes it bare, in parentheses where it is an expression. */
function keyOf(key: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(key)) return key;
  const text = textOf(key);
  return text.startsWith('"') ? text : `(${text})`;
}

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Attributes below each other, as `terraform fmt` leaves them: the equals signs of neighbours stand in one column, and
 * a value that goes on in the next line ends the neighbourhood.
 */
export function aligned(attributes: readonly Attribute[]): string {
  return neighbourhoods(attributes)
    .flatMap((neighbours) => {
      const width = Math.max(...neighbours.map(({ name }) => name.length));
      return neighbours.map(({ name, value }) => `${name.padEnd(width)} = ${value}`);
    })
    .join('\n');
}

function neighbourhoods(attributes: readonly Attribute[]): Attribute[][] {
  return attributes.reduce<Attribute[][]>((groups, attribute, index) => {
    const before = attributes[index - 1];
    const apart = !before || isLong(before) || (isLong(attribute) && !attribute.value.startsWith('<<'));
    if (apart) groups.push([attribute]);
    else groups.at(-1)?.push(attribute);
    return groups;
  }, []);
}

const isLong = ({ value }: Attribute) => value.includes('\n');

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

const escape = (text: string) => text.replace(/[\n\r\t"\\]/g, (character) => ESCAPES[character] ?? character);
