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

/** Pages that are generated, each with the test that holds its blocks to the truth. */
export const GENERATED: Readonly<Record<string, string>> = {
  'docs/reference/cli.md': '__tests__/cli/program.test.ts',
  'modules/*/README.md': '__tests__/modules/readme.test.ts',
};

/** Every page of the repository, which each have commands that are right. */
export const ALL_PAGES = globSync('**/*.md', {
  cwd: ROOT,
  // A chart has folders of the repository as links in it.
  ...{ followSymbolicLinks: false, ignore: ['**/node_modules/**', 'cdktf.out/**', 'coverage/**'] },
}).sort();

/** Pages whose blocks are marked. */
export const PAGES = globSync('**/*.md', {
  cwd: ROOT,
  followSymbolicLinks: false,
  ignore: ['**/node_modules/**', 'cdktf.out/**', 'coverage/**', 'CHANGELOG.md', ...Object.keys(GENERATED)],
}).sort();

/** Quotes and items of lists that a line stands in. */
const WITHIN = /^(?:[ >]|[-*+] |\d+[.)] )*/;
const FENCE = /^(`{3,}|~{3,}) *([^\s`{]*)[^`]*$/;
const MARK = /^<!-- (.*) -->$/;

const without = (line: string) => line.replace(WITHIN, '');

/** The blocks of a page in their order, those in quotes and lists among them. */
export function blocksOf(page: string, text: string = readFileSync(join(ROOT, page), 'utf8')): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [within = ''] = WITHIN.exec(line) ?? [];
    const [, fence, language = ''] = FENCE.exec(line.slice(within.length)) ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((it, index) => index > at && isEnd(it, fence));
    if (end < 0) throw new Error(`${page}:${String(at + 1)}: the block has no end`);
    const before = lines
      .slice(0, at)
      .map(without)
      .filter((it) => it.trim() !== '');
    blocks.push({
      ...{ place: `${page}:${String(at + 1)}`, page, language },
      text: lines
        .slice(at + 1, end)
        .map((it) => contentOf(it, within))
        .join('\n'),
      mark: MARK.exec(before.at(-1) ?? '')?.[1],
    });
    at = end;
  }
  return blocks;
}

/** A block ends with at least as many signs as it began with. */
function isEnd(line: string, fence: string): boolean {
  const rest = line.replace(/^[ >]*/, '').trimEnd();
  return rest.length >= fence.length && rest === fence.charAt(0).repeat(rest.length);
}

/** What stands in a line behind the quotes, and the indent of the list, that its block is in. */
function contentOf(line: string, within: string): string {
  let rest = line;
  for (const sign of within.replace(/> ?/g, '>')) {
    if (sign === '>') rest = rest.replace(/^ *> ?/, '');
    else if (rest.startsWith(' ')) rest = rest.slice(1);
  }
  return rest;
}

/** The code that stands in sentences, with its place. */
export function codeIn(page: string, text: string = readFileSync(join(ROOT, page), 'utf8')) {
  const blocks = new Set(blocksOf(page, text).flatMap(({ place, text: code }) => linesOf(place, code)));
  return text.split('\n').flatMap((line, index) => {
    if (blocks.has(index + 1)) return [];
    const codes = [...line.matchAll(/(`+)(.+?)\1(?!`)/g)].map(([, , code = '']) => code.trim());
    return codes.map((code) => ({ place: `${page}:${String(index + 1)}`, code }));
  });
}

/** Numbers of the lines of a block, its fences included. */
function linesOf(place: string, code: string): number[] {
  const first = Number(place.split(':').at(-1));
  return Array.from({ length: code.split('\n').length + 2 }, (_, index) => first + index);
}
