import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../problem';
import { aliasesOf, problemsOf } from './yaml-problems';

/** A place in the text of a file, both parts from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What keeps a file from being read at all. */
export interface SyntaxProblem extends Position {
  /** Code of the YAML parser, one of yaml-problems.ts, or one of `ALIAS_BOMB`, `EMPTY` and `NOT_A_MAP`. */
  readonly code: string;
  /** The parser's own words. */
  readonly message: string;
}

const LONGEST_EXCERPT = 60;

/** One line of a text, cut after 60 characters. */
export function shorten(text: string): string {
  // Only what YAML itself takes for white space: a wide space or a byte order mark has to be seen.
  const line = text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT - 1)}…` : line;
}

/** A YAML file with the place of each of its values. */
export class YamlDocument {
  /** What keeps the file from being read; while there is anything, `data` is undefined. */
  readonly problems: readonly SyntaxProblem[];
  /** The file's content as plain data: a map. */
  readonly data: unknown;

  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(private readonly text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      stringKeys: true,
      merge: true,
      version: '1.2',
    });
    const found: SyntaxProblem[] = problemsOf(text, this.document).map(({ offset, ...problem }) => ({
      ...this.at(offset),
      ...problem,
    }));
    if (found.length === 0) {
      try {
        this.data = this.document.toJS();
      } catch (error) {
        // Aliases that multiply each other, or lead in a circle.
        const [first] = aliasesOf(this.document);
        found.push({ ...this.at(first?.range?.[0] ?? 0), code: 'ALIAS_BOMB', message: String(error) });
      }
    }
    if (found.length === 0 && !isMap(this.document.contents)) found.push(this.wrongRoot());
    this.problems = found;
  }

  /** Place of the value at a path, or of the nearest value above it that is in the file. */
  positionOf(path: Path): Position {
    for (let length = path.length; length > 0; length--) {
      const here = path.slice(0, length);
      const node = this.nodeAt(here);
      if (!node?.range) continue;
      // What is missing or empty is shown at the key it belongs to.
      const isThere = length === path.length && !isEmptyNode(node);
      return (isThere ? undefined : this.keyPosition(here)) ?? this.at(node.range[0]);
    }
    return this.at(this.document.contents?.range?.[0] ?? 0);
  }

  /** Place of the key at the end of a path; undefined if the path does not end in a key of the file. */
  keyPosition(path: Path): Position | undefined {
    const key = this.pairAt(path)?.key;
    return isNode(key) && key.range ? this.at(key.range[0]) : undefined;
  }

  /** True if the file has something at a path, be it an empty value. */
  has(path: Path): boolean {
    return this.nodeAt(path) !== undefined || this.pairAt(path) !== undefined;
  }

  /** True if the file has a key or an entry at a path, but no value, or `null`. */
  isEmpty(path: Path): boolean {
    const node = this.nodeAt(path);
    return node === undefined ? this.has(path) : isEmptyNode(node);
  }

  /** The value at a path as plain data. */
  valueAt(path: Path): unknown {
    return this.nodeAt(path)?.toJS(this.document);
  }

  /** A scalar as it is written; undefined for anything else. */
  scalarText(path: Path): string | undefined {
    const node = this.nodeAt(path);
    return isScalar(node) ? node.source : undefined;
  }

  isMapAt(path: Path): boolean {
    return isMap(this.nodeAt(path));
  }

  /** True for a map of one key with a plain value, such as a text with a colon and a space in it becomes. */
  isOnePair(path: Path): boolean {
    const node = this.nodeAt(path);
    return isMap(node) && !node.flow && node.items.length === 1 && isScalar(node.items[0]?.value);
  }

  /** The text at a path, shortened; `nothing` where there is none. */
  excerpt(path: Path): string {
    const node = this.nodeAt(path);
    if (isMap(node)) return `a map of ${node.items.length} ${node.items.length === 1 ? 'key' : 'keys'}`;
    if (isSeq(node)) return `a list of ${node.items.length}`;
    if (!node?.range || isEmptyNode(node)) return 'nothing';
    return shorten(this.text.slice(node.range[0], node.range[1])) || 'nothing';
  }

  /** One line of the file, shortened. */
  lineText(line: number): string {
    return shorten(this.text.split('\n')[line - 1] ?? '') || 'nothing';
  }

  private wrongRoot(): SyntaxProblem {
    const { contents } = this.document;
    const code = contents && !isEmptyNode(contents) ? 'NOT_A_MAP' : 'EMPTY';
    return { ...this.at(contents?.range[0] ?? 0), code, message: 'no map' };
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  private nodeAt(path: Path): Node | undefined {
    let node: unknown = this.document.contents;
    for (const part of path) {
      const collection = this.resolve(node);
      if (isMap(collection)) node = this.pairIn(collection, part)?.value;
      else if (isSeq(collection)) node = collection.get(part, true);
      else return undefined;
    }
    return this.resolve(node);
  }

  private pairAt(path: Path): Pair | undefined {
    const parent = this.nodeAt(path.slice(0, -1));
    return isMap(parent) && path.length > 0 ? this.pairIn(parent, path[path.length - 1] ?? '') : undefined;
  }

  /** Pair of a map by its key, be it the map's own or one that `<<` merges into it. */
  private pairIn(map: YAMLMap, key: string | number): Pair | undefined {
    const keyIs = (pair: Pair, text: string) => isScalar(pair.key) && (pair.key.source ?? pair.key.value) === text;
    const own = map.items.find((pair) => keyIs(pair, String(key)));
    if (own) return own;
    const merged = map.items.filter((pair) => keyIs(pair, '<<')).map((pair) => this.resolve(pair.value));
    const sources = merged.flatMap((node) => (isSeq(node) ? node.items.map((item) => this.resolve(item)) : [node]));
    for (const source of sources) {
      const found = isMap(source) ? this.pairIn(source, key) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  private resolve(node: unknown): Node | undefined {
    if (isAlias(node)) return node.resolve(this.document);
    return isNode(node) ? node : undefined;
  }
}

function isEmptyNode(node: Node): boolean {
  return isScalar(node) && node.value === null;
}
