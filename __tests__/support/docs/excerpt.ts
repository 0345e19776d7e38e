import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parse, parseDocument } from 'yaml';
import { isMap } from '../paths';

const ROOT = join(__dirname, '../../..');

/** Stands in an excerpt for what it leaves out. */
const LEFT_OUT = '…';

/** An excerpt of a platform file, merged into one that is whole: maps by their keys, everything else in its place. */
export const mergedInto = (file: string, excerpt: string): unknown =>
  merged(parse(readFileSync(join(ROOT, file), 'utf8')), parse(excerpt));

function merged(base: unknown, over: unknown): unknown {
  if (over === LEFT_OUT) return base;
  if (!isMap(base) || !isMap(over)) return over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, key in over ? merged(base[key], over[key]) : base[key]]));
}

/**
 * The text of a file with another value at a path, in which all else keeps its line.
 *
 * @param path such as `environments.production.nodePools[0].count`
 * @throws {Error} when the file has no value there
 */
export function changedAt(file: string, path: string, value: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  const at = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const node = parseDocument(text).getIn(at, true);
  if (!isScalar(node) || !node.range) throw new Error(`${file} has no value at ${path}`);
  return text.slice(0, node.range[0]) + value + text.slice(node.range[1]);
}
