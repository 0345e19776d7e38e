import { diffLines } from 'diff';
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { FilePlace } from './adoptable';

/** A value that the file gets; without one the field goes, and its default holds. */
export interface Edit {
  readonly place: FilePlace;
  readonly value: unknown;
}

/** By what entries of a list are themselves, so that their comments stay with them. */
const IDENTITIES = ['label', 'name', 'key'];

/** The text of a platform file with other values. Comments stay, and so does every line that says the same. */
export function edited(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text);
  const style = { lineWidth: 0, ...indentationOf(text) };
  const before = document.toString(style);
  for (const { place, value } of edits) set(document, place, value);
  return withLinesOf(text, before, document.toString(style));
}

/** What has been written anew, with the lines of the file in place of those that only look otherwise. */
function withLinesOf(text: string, before: string, after: string): string {
  const own = linesOf(text);
  // Somebody writes values over several lines that fit on one: then nobody knows which line is which.
  if (own.length !== linesOf(before).length) return tidy(after);
  let at = 0;
  return diffLines(before, after)
    .map(({ added, removed, value, count }) => {
      if (added) return tidy(value);
      at += count;
      return removed ? '' : own.slice(at - count, at).join('');
    })
    .join('');
}

const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Lists in a line have no blanks at their brackets; what is quoted stays as it is. */
const tidy = (text: string) =>
  text.replace(/'[^'\n]*'|"[^"\n]*"|\[ (?=\S)|(?<=\S) \](?=[\s,\]}]|$)/gm, (part) =>
    /^['"]/.test(part) ? part : part.trim(),
  );

function set(document: Document.Parsed, place: FilePlace, value: unknown): void {
  const path = pathOf(document, place);
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path);
    return;
  }
  const there = document.getIn(path, true);
  const merged = mergedInto(document, there, value);
  if (merged !== there) document.setIn(path, merged);
}

/** A pool is found by its name. */
function pathOf(document: Document.Parsed, place: FilePlace): (string | number)[] {
  const path: (string | number)[] = [];
  for (const part of place) {
    if (typeof part === 'string') {
      path.push(part);
      continue;
    }
    const list = document.getIn(path, true);
    const index = isSeq(list) ? list.items.findIndex((it) => isMap(it) && it.get('name') === part.pool) : -1;
    if (index < 0) throw new Error(`platform.yaml has no pool ${part.pool} below ${path.join('.')}`);
    path.push(index);
  }
  return path;
}

/** A node that says a value: the one that is there, changed where it says something else, or a new one. */
function mergedInto(document: Document.Parsed, node: unknown, value: unknown): unknown {
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    if (node.value !== value) node.value = value;
    return node;
  }
  if (isMap(node) && isPlainObject(value)) {
    for (const key of keysOf(node)) if (!(key in value)) node.delete(key);
    for (const [key, entry] of Object.entries(value)) node.set(key, mergedInto(document, node.get(key, true), entry));
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    const left = [...node.items];
    node.items = value.map((entry: unknown) => {
      const place = left.findIndex((it) => saysTheSame(it, entry));
      const [own] = place < 0 ? [] : left.splice(place, 1);
      return mergedInto(document, own, entry);
    });
    return node;
  }
  return document.createNode(value, { flow: node !== undefined && 'flow' in (node as object) });
}

function saysTheSame(node: unknown, value: unknown): boolean {
  if (isScalar(node)) return node.value === value;
  if (!isMap(node) || !isPlainObject(value)) return false;
  const identity = IDENTITIES.find((name) => value[name] !== undefined);
  return identity !== undefined && node.get(identity) === value[identity];
}

const keysOf = (map: YAMLMap) => map.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As the file has it. */
function indentationOf(text: string): { indent: number; indentSeq: boolean } {
  const [, nested = '  '] = /^[\w-]+:[^\S\n]*\n( +)[\w'"]/m.exec(text) ?? [];
  return { indent: nested.length, indentSeq: !/^( *)[\w-]+:[^\S\n]*\n\1- /m.test(text) };
}
