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
} from 'yaml';
import type { Path } from '../problem';

/** A place in the text of a file, both parts from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A syntax error of the file. */
export interface SyntaxProblem extends Position {
  readonly code: string;
  readonly message: string;
}

const LONGEST_EXCERPT = 60;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT - 1)}…` : line;
}

/** A YAML file with the place of each of its values. */
export class YamlDocument {
  /** Syntax errors; while there are any, `data` is undefined. */
  readonly problems: readonly SyntaxProblem[];
  /** The file's content as plain data. */
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
    const problems: SyntaxProblem[] = this.document.errors.map((error) => ({
      ...this.at(error.pos[0]),
      code: error.code,
      message: error.message,
    }));
    let data: unknown;
    try {
      if (problems.length === 0) data = this.document.toJS();
    } catch (error) {
      // An alias without an anchor, or a bomb of aliases.
      problems.push({ line: 1, column: 1, code: 'BAD_ALIAS', message: (error as Error).message });
    }
    this.problems = problems;
    this.data = data;
  }

  /** Place of the value at a path, or of the nearest value above it that is in the file. */
  positionOf(path: Path): Position {
    for (let length = path.length; length >= 0; length--) {
      const node = this.nodeAt(path.slice(0, length));
      // A missing key is shown at the key of the map it should stand in, not inside it.
      if (node?.range && length < path.length) return this.keyPosition(path.slice(0, length)) ?? this.at(node.range[0]);
      if (node?.range) return this.at(node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Place of the key at the end of a path; undefined if the path does not end in a key of the file. */
  keyPosition(path: Path): Position | undefined {
    const key = this.pairAt(path)?.key;
    return isNode(key) && key.range ? this.at(key.range[0]) : undefined;
  }

  /** True if the file has something at a path, be it an empty value. */
  has(path: Path): boolean {
    return path.length === 0 || this.pairAt(path) !== undefined || this.nodeAt(path) !== undefined;
  }

  /** The text at a path, shortened; `nothing` where there is none. */
  excerpt(path: Path): string {
    const node = this.nodeAt(path);
    if (isMap(node)) return `a map of ${node.items.length} ${node.items.length === 1 ? 'key' : 'keys'}`;
    if (isSeq(node)) return `a list of ${node.items.length}`;
    if (!node?.range || (isScalar(node) && node.value === null && node.source === '')) return 'nothing';
    return shorten(this.text.slice(node.range[0], node.range[1])) || 'nothing';
  }

  /** One line of the file, shortened. */
  lineText(line: number): string {
    return shorten(this.text.split('\n')[line - 1] ?? '') || 'nothing';
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  private nodeAt(path: Path): Node | undefined {
    let node: unknown = this.document.contents;
    for (const part of path) {
      const collection = this.resolve(node);
      if (isMap(collection)) node = collection.get(part, true);
      else if (isSeq(collection)) node = collection.get(part, true);
      else return undefined;
    }
    return this.resolve(node);
  }

  private pairAt(path: Path): Pair | undefined {
    const parent = this.nodeAt(path.slice(0, -1));
    if (!isMap(parent)) return undefined;
    return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === path.at(-1));
  }

  private resolve(node: unknown): Node | undefined {
    if (isAlias(node)) return node.resolve(this.document);
    return isNode(node) ? node : undefined;
  }
}
