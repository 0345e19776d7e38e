import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlatform } from '../../model/load';
import type { Problem } from '../../model/problem';

const folder = join(__dirname, '../model/corpus');

/** One bad platform file, with what is expected of it in its first lines. */
export interface CorpusFile {
  readonly name: string;
  /** The file as a user's editor would save it, expectation included. */
  readonly text: string;
  /** The report that the first lines of the file ask for. */
  readonly expected: readonly string[];
}

/** Lines of the expectation at the beginning of a file; one problem takes as many as `report` writes. */
const EXPECTATION = /^(\uFEFF|ï»¿)?((# expect: .*|# {3}\w+: .*)\r?\n)*/;
const LINES_PER_PROBLEM = 7;

/** Ids of the rules a text breaks. */
export function rulesBrokenBy(text: string): string[] {
  return loadPlatform(text, { file: 'platform.yaml' }).problems.map(({ rule }) => rule);
}

/** What loading a text reports, in the form in which the corpus expects it. */
export function report(text: string): string[] {
  return loadPlatform(text, { file: 'platform.yaml' }).problems.flatMap((problem) => [
    `# expect: ${problem.line}:${problem.column} ${problem.severity} ${problem.rule}`,
    ...(['path', 'where', 'what', 'given', 'allowed', 'fix'] as const).map((key) => detail(problem, key)),
  ]);
}

const detail = (problem: Problem, key: keyof Problem) => `#   ${key}: ${problem[key] || '-'}`;

export function readCorpus(): CorpusFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const block = EXPECTATION.exec(text)?.[0].replace(/^\uFEFF/, '') ?? '';
      return { name, text, expected: block.split(/\r?\n/).slice(0, -1) };
    });
}

/** Writes what is reported now into every file of the corpus, for a person to judge by the diff. */
export function rewriteCorpus(): void {
  for (const { name } of readCorpus()) {
    // latin1 keeps every byte, be it UTF-8 or not.
    const bytes = readFileSync(join(folder, name), 'latin1');
    const mark = bytes.startsWith('ï»¿') ? 'ï»¿' : '';
    const body = bytes.replace(EXPECTATION, '');
    const end = body.includes('\r\n') ? '\r\n' : '\n';
    const textOf = (lines: readonly string[]) =>
      Buffer.from(mark + lines.map((line) => line + end).join('') + body, 'latin1');
    const count = report(textOf([]).toString('utf8')).length / LINES_PER_PROBLEM;
    const space = Array.from({ length: count * LINES_PER_PROBLEM }, () => '#');
    const lines = report(textOf(space).toString('utf8')).map((line) => Buffer.from(line).toString('latin1'));
    writeFileSync(join(folder, name), textOf(lines));
  }
}
