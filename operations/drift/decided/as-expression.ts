import { isRecord } from '../../plan-review/attribute-changes';
import { templateParts, wholeExpression } from './template-parts';

type Block = Readonly<Record<string, unknown>>;

/** A block for each entry of a value, as `dynamic` has it. */
interface DynamicBlock {
  readonly for_each: unknown;
  readonly iterator?: string;
  readonly content: unknown;
}

/** What is written in the engine's JSON syntax as an expression of its language, which has the same value. */
export function asExpression(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return `[${value.map(asExpression).join(', ')}]`;
  if (isRecord(value)) return ofObject(value);
  return JSON.stringify(value);
}

/**
 * An expression for each entry of a value, in which the entry has a name as in the engine's own blocks: `each.value`.
 *
 * @returns the inner part of a `for`, from the entry on
 */
export const eachNamed = (name: string, source: unknown, body: string): { head: string; entry: string } => ({
  head: `for key, value in ${asExpression(source)} : `,
  entry: `one([for ${name} in [{key = key, value = value}] : ${body}])`,
});

function ofText(text: string): string {
  const whole = wholeExpression(text);
  if (whole !== undefined) return `(${whole})`;
  const parts = templateParts(text).map(({ kind, content }) => (kind === 'text' ? quoted(content) : content));
  return `"${parts.join('')}"`;
}

/** JSON knows two escapes that the engine does not. */
const quoted = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\[bf]/g, (it) => (it === '\\b' ? '\\u0008' : '\\u000c'));

function ofObject(object: Block): string {
  const { dynamic, ...own } = object;
  const blocks = isRecord(dynamic) ? Object.entries(dynamic).filter(([, it]) => areDynamic(it)) : [];
  const attributes = blocks.length > 0 ? own : object;
  const fields = Object.entries(attributes)
    .filter(([name]) => name !== '//')
    .map(([name, value]) => `${ofText(name)} = ${asExpression(value)}`);
  const lists = blocks.map(([name, it]) => `${ofText(name)} = ${ofDynamic(name, it)}`);
  return `{${[...fields, ...lists].join(', ')}}`;
}

const areDynamic = (value: unknown) =>
  [value].flat().every((it) => isRecord(it) && it.for_each !== undefined && it.content !== undefined);

function ofDynamic(name: string, blocks: unknown): string {
  const lists = ([blocks].flat() as DynamicBlock[]).map(({ for_each: source, iterator = name, content }) => {
    const { head, entry } = eachNamed(iterator, source, asExpression(content));
    return `[${head}${entry}]`;
  });
  return lists.length === 1 ? (lists[0] ?? '[]') : `concat(${lists.join(', ')})`;
}
