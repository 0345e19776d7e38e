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
  const passages = passagesOf(text, before);
  const changes = diffLines(before, after).map(({ value, ...kind }) => ({ ...kind, lines: linesOf(value) }));
  const written: string[] = [];
  let at = 0;
  for (const { added, removed, lines } of changes) {
    if (added) written.push(...lines.map(tidy));
    else {
      if (!removed) written.push(...ownLines(passages, at, lines));
      at += lines.length;
    }
  }
  return written.join('');
}

/** Lines of the file, and where the same stands in what was written of it. */
interface Passage {
  readonly own: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Where the file has other lines than what was written of it, one passage: a value over several lines may fit on one. */
function passagesOf(text: string, before: string): Passage[] {
  const passages: Passage[] = [];
  let own: string[] = [];
  let [from, to] = [0, 0];
  const end = () => {
    const last = passages.at(-1);
    // As many lines as there are tell which is which; lines of which nothing was written go with those before them.
    if (own.length === to - from) passages.push(...own.map((line, index) => passage([line], from + index, 1)));
    else if (from === to && last) passages[passages.length - 1] = { ...last, own: [...last.own, ...own] };
    else passages.push(passage(own, from, to - from));
    own = [];
    from = to;
  };
  for (const { added, removed, value } of diffLines(before, text)) {
    const lines = linesOf(value);
    if (!added && !removed) end();
    if (!removed) own.push(...lines);
    if (!added) to += lines.length;
    if (!added && !removed) end();
  }
  end();
  return passages;
}

const passage = (own: readonly string[], from: number, length: number): Passage => ({ own, from, to: from + length });

/** Some lines of what was written, from a place on, in the lines of the file; of a passage that they cut, as they are. */
function ownLines(passages: readonly Passage[], at: number, lines: readonly string[]): string[] {
  const end = at + lines.length;
  return passages
    .filter(({ from, to }) => from < end && (to > at || (to === 0 && at === 0)))
    .flatMap(({ own, from, to }) =>
      from >= at && to <= end ? own : lines.slice(Math.max(from, at) - at, to - at).map(tidy),
    );
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
