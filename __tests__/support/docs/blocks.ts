import { globSync } from 'fast-glob';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A block of code in a page. */
export interface Block {
  /** Page and line, such as `docs/deploy.md:5`. */
  readonly place: string;
  readonly page: string;
  /** Language behind the fence; empty without one. */
  readonly language: string;
  readonly text: string;
  /** What the HTML comment right before it says; undefined without one. */
  readonly mark: string | undefined;
}

/** Pages whose blocks are marked. The reference of the command is generated, and its examples have a test of their own. */
export const PAGES = globSync(['README.md', 'docs/**/*.md'], {
  cwd: ROOT,
  ignore: ['docs/reference/cli.md'],
}).sort();

const FENCE = /^( *)(`{3,})(\w*)$/;
const MARK = /^ *<!-- (.*) -->$/;

/** The blocks of a page in their order. */
export function blocksOf(page: string, text: string = readFileSync(join(ROOT, page), 'utf8')): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', fence, language = ''] = FENCE.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) continue;
    const end = lines.indexOf(`${indent}${fence}`, at + 1);
    if (end < 0) throw new Error(`${page}:${String(at + 1)}: the block has no end`);
    const before = lines.slice(0, at).filter((line) => line.trim() !== '');
    blocks.push({
      place: `${page}:${String(at + 1)}`,
      page,
      language,
      text: lines
        .slice(at + 1, end)
        .map((line) => line.slice(indent.length))
        .join('\n'),
      mark: MARK.exec(before.at(-1) ?? '')?.[1],
    });
    at = end;
  }
  return blocks;
}
