/** What keeps a text from being read as YAML, by its place in the text. */
export interface YamlProblem {
  readonly offset: number;
  /** Code of the YAML parser, or one of ours. */
  readonly code: string;
  /** The parser's own words. */
  readonly message: string;
}

/** What a line looks like that the parser stumbles over, and complains of somewhere near. */
const NEAR_LINES: readonly (readonly [code: string, line: RegExp])[] = [
  ['MERGE_CONFLICT', /^()(?:<{7}|={7}|>{7})(?: |\r?$)/],
  ['TAB_AS_INDENT', /^( *)\t/],
  ['WIDE_SPACE', /^( *)[\u00a0\u2000-\u200a\u202f\u3000]/],
  ['WIDE_COLON', /^(\s*[\w-]+)\uff1a/],
  ['DASH_WITHOUT_SPACE', /^( *)-[^\s\d-]/],
];

/** What the parser says, and what people have done. */
const BY_MESSAGE: readonly (readonly [code: string, message: RegExp])[] = [
  ['MISSING_COMMA', /^(Missing , |Block collections are not allowed within flow)/],
  ['EXTRA_COMMA', /^Unexpected , in flow/],
  ['EXTRA_BRACKET', /^Unexpected flow-(map|seq)-end/],
  ['TEXT_BEHIND_VALUE', /^Unexpected scalar/],
  ['TEXT_BEHIND_BAR', /^Block scalar header/],
];

const KEY_WITH_VALUE = /^\s*[\w-]+:\s+\S/;

/** A problem as people see it, where the parser complains of what follows from it. */
export function likelyCause(text: string, problem: YamlProblem): YamlProblem {
  const lines = text.split('\n');
  const at = text.slice(0, problem.offset).split('\n').length - 1;
  const startOf = (index: number) => lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  for (const index of [at, at + 1, at - 1]) {
    for (const [code, form] of NEAR_LINES) {
      const match = form.exec(lines[index] ?? '');
      if (match) return { ...problem, code, offset: startOf(index) + (match[1] ?? '').length };
    }
  }
  const line = lines[at] ?? '';
  const named = BY_MESSAGE.find(([, message]) => message.test(problem.message))?.[0];
  if (named) return { ...problem, code: named };
  if (problem.code === 'MULTILINE_IMPLICIT_KEY' && /^\s*-\s/.test(line))
    return { ...problem, code: 'ENTRY_AMONG_KEYS' };
  if (problem.code === 'MULTILINE_IMPLICIT_KEY' && KEY_WITH_VALUE.test(line))
    return { ...problem, code: 'MISSING_COMMA', offset: startOf(at) + line.trimEnd().length };
  if (problem.code === 'BLOCK_AS_IMPLICIT_KEY') {
    if (/:\s.*:\s/.test(line)) return { ...problem, code: 'COLON_IN_VALUE' };
    const next = lines[at + 1] ?? '';
    const isDeeper = indentOf(next) > indentOf(line) && KEY_WITH_VALUE.test(next);
    if (isDeeper) return { ...problem, code: 'BAD_INDENT', offset: startOf(at + 1) + indentOf(next) };
  }
  return problem;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
