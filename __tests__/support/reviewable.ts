import { createHash } from 'node:crypto';
import { FACTS_LOCAL, HANDOFF_LOCAL } from '../../model/naming';
import { resourceAddresses } from './addresses';
import type { StackJson } from './synthesize';

/** Most lines of a snapshot that a reviewer still reads. */
export const MAX_SNAPSHOT_LINES = 600;
const WIDTH = 120;
const DEEPEST = 12;

const isStack = (value: unknown): value is StackJson =>
  typeof value === 'object' && value !== null && 'terraform' in value;

/** Lets a snapshot of a stack be what a reviewer gets. */
export const serializeStacks = { test: isStack, serialize: (stack: StackJson) => reviewable(stack) };

/** A stack as a reviewer gets it: the whole of it, or an inventory of one that is too long to be read. */
export function reviewable(stack: StackJson): string {
  const told = withBrief(stack, HANDOFF_LOCAL);
  const whole = printJson(told);
  if (isReadable(whole)) return whole;
  const resources = Object.entries(stack.resource ?? {});
  const counts = Object.fromEntries(resources.map(([type, byName]) => [type, Object.keys(byName).length]));
  const brief = withBrief(told, FACTS_LOCAL);
  for (let depth = DEEPEST; depth > 1; depth--) {
    const inventory = printJson({ counts, addresses: resourceAddresses(stack), ...(folded(brief, depth) as object) });
    if (isReadable(inventory)) return inventory;
  }
  throw new Error('even the inventory of the stack is too long to be read');
}

/**
 * A local value by its digest. Both follow from the platform file, which is reviewed itself: facts leave their lines to
 * resources where there are many, and a change of a contract's terms is reviewed by `handoff diff`.
 */
function withBrief<T extends StackJson | object>(stack: T, name: string): T {
  const { locals } = stack as StackJson;
  const value = locals?.[name];
  return value === undefined ? stack : { ...stack, locals: { ...locals, [name]: folded(value, 0) } };
}

const isReadable = (text: string) => text.split('\n').length <= MAX_SNAPSHOT_LINES;

/**
 * The same value where everything below a depth that takes more than a line is told by its length and its digest, so
 * that no change goes unseen.
 */
function folded(value: unknown, depth: number): unknown {
  const text = printJson(value);
  const lines = text.split('\n').length;
  if (lines === 1) return value;
  if (depth === 0) return `… ${lines} lines, ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  const entries = Object.entries(value as object).map(([key, entry]) => [key, folded(entry, depth - 1)]);
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

/** JSON where what fits in a line stands in one. */
export function printJson(value: unknown, indent = ''): string {
  const line = inOneLine(value);
  if (indent.length + line.length <= WIDTH || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const [open = '', close = ''] = Array.isArray(value) ? '[]' : '{}';
  const entries = Array.isArray(value)
    ? value.map((entry) => printJson(entry, inner))
    : Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${printJson(entry, inner)}`);
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${inOneLine(entry)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
