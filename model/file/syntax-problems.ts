import type { Problem } from '../problem';
import type { SyntaxProblem, YamlDocument } from './document';

interface Explanation {
  readonly what: string;
  readonly fix: string;
  /** @default 'one YAML 1.2 document in UTF-8' */
  readonly allowed?: string;
}

const PLATFORM = 'a map that begins with apiVersion: lke-platform.io/v1';

/** The commonest problems by the code of a syntax problem. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ALIAS_BOMB: {
    what: 'the aliases of this file multiply each other, or lead in a circle',
    fix: 'write out what the aliases stand for',
  },
  BAD_ALIAS: { what: 'this alias has no anchor', fix: 'write the anchor (&name) before the alias (*name)' },
  BAD_INDENT: {
    what: 'this line is not indented like its neighbours',
    fix: 'line it up with the others of its map or list',
  },
  BAD_MERGE: {
    what: 'only a map, or a list of maps, can be merged with <<',
    fix: 'name the anchor of a map, such as <<: *name, or put the key << in quotes',
  },
  BARE_RETURN: {
    what: 'the lines of this file end with a carriage return alone, which is not an end of a line',
    fix: 'save the file with line ends of Unix (LF) or Windows (CRLF)',
  },
  BAD_SCALAR_START: { what: 'a value cannot begin with this character', fix: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a map begins here, behind the value of a key',
    fix: 'line the keys up with each other, and put a value with a colon in quotes',
  },
  COLON_IN_VALUE: {
    what: 'a colon and a space inside a value make YAML take it for a map',
    fix: 'put the whole value in quotes',
  },
  DASH_WITHOUT_SPACE: { what: 'a dash without a space begins no entry of a list', fix: 'put a space behind the dash' },
  BAD_DQ_ESCAPE: {
    what: 'inside double quotes a backslash begins an escape, and this is none',
    fix: 'write two backslashes, or put the text in single quotes',
  },
  DUPLICATE_KEY: { what: 'this key stands in its map already', fix: 'remove one of the two keys' },
  EMPTY: {
    what: 'the file is empty',
    allowed: PLATFORM,
    fix: 'begin with a copy of docs/examples/minimal.yaml',
  },
  ENTRY_AMONG_KEYS: {
    what: 'an entry of a list stands among the keys of a map',
    fix: 'indent it below the key whose list it belongs to, or write a key',
  },
  EXTRA_BRACKET: { what: 'this bracket closes nothing', fix: 'remove it, or open it before' },
  EXTRA_COMMA: { what: 'there is one comma too many', fix: 'remove it, or write what is missing beside it' },
  MERGE_CONFLICT: {
    what: 'a conflict of a merge in git is left in the file',
    fix: 'keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>',
  },
  MISSING_CHAR: { what: 'a quote or a bracket before this place is not closed', fix: 'close it' },
  MISSING_COMMA: {
    what: 'a comma is missing between two entries in braces or brackets',
    fix: 'put a comma behind each entry but the last',
  },
  MULTILINE_IMPLICIT_KEY: { what: 'this is not a key with a value', fix: 'put a colon and a space behind the key' },
  MULTIPLE_DOCS: {
    what: 'the file holds a second document',
    fix: 'keep one platform in the file, without lines of ---; a second platform is a second file',
  },
  NAMELESS_ALIAS: { what: 'a star alone is an alias without a name', fix: "put the star in quotes: '*'" },
  NON_STRING_KEY: {
    what: 'a key has to be a text',
    fix: 'write a text as key, or put a value that begins with a brace in quotes',
  },
  NOT_A_MAP: {
    what: 'the file has to be a map',
    allowed: PLATFORM,
    fix: 'begin with a copy of docs/examples/minimal.yaml',
  },
  NOT_UTF8: { what: 'the file is not saved as UTF-8', fix: 'save it as UTF-8' },
  OPEN_QUOTE: { what: 'the quote that begins here is not closed', fix: 'close it at the end of the value' },
  RESOURCE_EXHAUSTION: { what: 'the file is nested too deeply', fix: 'remove the brackets' },
  TAB_AS_INDENT: { what: 'this line is indented with a tab', fix: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { what: 'tags (!name) mean nothing here', fix: 'remove the tag' },
  TEMPLATE: {
    what: 'templates ({{ … }}) are not filled in here',
    fix: 'write the value itself, or fill the template in before',
  },
  TEXT_BEHIND_BAR: {
    what: 'behind | or > the text begins on the next line',
    fix: 'move the text to the next line, indented',
  },
  TEXT_BEHIND_VALUE: {
    what: 'something stands behind the end of this value',
    fix: 'put the whole value in quotes, and double a quote inside it; between entries put a comma',
  },
  WIDE_COLON: {
    what: 'the colon behind this key is a wide one (U+FF1A), which YAML takes for a letter',
    fix: 'write a plain colon and a space',
  },
  WIDE_SPACE: {
    what: 'this line is indented with a space that YAML takes for a letter, such as a no-break space',
    fix: 'indent with plain spaces',
  },
  YAML_VERSION: {
    what: 'the file says that it is written in another version of YAML',
    fix: 'remove the line that begins with %YAML',
  },
};

/** Turns what keeps a file from being read into problems a person can act on. */
export function syntaxProblems(document: YamlDocument, file: string): Problem[] {
  return document.problems.map((problem) => {
    const { what, fix, allowed = 'one YAML 1.2 document in UTF-8' } = explanationOf(problem);
    // The stack ends at another depth on each machine.
    const column = problem.code === 'RESOURCE_EXHAUSTION' ? 1 : problem.column;
    return {
      severity: 'error',
      file,
      line: problem.line,
      column,
      path: '',
      where: 'the file',
      what,
      given: problem.code === 'EMPTY' ? 'nothing' : document.lineText(problem.line),
      allowed,
      fix,
      rule: 'yaml',
      source: 'YAML 1.2',
    };
  });
}

/** Of a code that is not known, the parser's words would say what it wants to read, not what to do. */
const UNKNOWN: Explanation = {
  what: 'this cannot be read as YAML',
  fix: 'look at this line and the one before it: quotes, brackets, commas and indentation',
};

function explanationOf({ code, message }: SyntaxProblem): Explanation {
  // The parser reports brackets that are not closed as wrong indentation of what follows.
  const explanation =
    message.startsWith('Flow ') && code !== 'MISSING_COMMA'
      ? EXPLANATIONS.MISSING_CHAR
      : EXPLANATIONS[message.startsWith('Unsupported YAML version') ? 'YAML_VERSION' : code];
  return explanation ?? UNKNOWN;
}
