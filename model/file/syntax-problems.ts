import type { Problem } from '../problem';
import type { SyntaxProblem, YamlDocument } from './document';

interface Mistake {
  readonly what: string;
  readonly fix: string;
  /** @default 'one YAML 1.2 document in UTF-8' */
  readonly allowed?: string;
}

const PLATFORM = 'a map that begins with apiVersion: lke-platform.io/v1';

/** The commonest mistakes by the code of a syntax problem. */
const MISTAKES: Readonly<Record<string, Mistake>> = {
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
    what: 'the lines of this file end with a carriage return alone, which is no end of a line',
    fix: 'save the file with line ends of Unix (LF) or Windows (CRLF)',
  },
  BAD_SCALAR_START: { what: 'a value cannot begin with this character', fix: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a map begins here, behind the value of a key',
    fix: 'line the keys up with each other, and put a value with a colon in quotes',
  },
  DUPLICATE_KEY: { what: 'this key stands in its map already', fix: 'remove one of the two keys' },
  EMPTY: {
    what: 'the file is empty',
    allowed: PLATFORM,
    fix: 'begin with a copy of docs/examples/minimal.yaml',
  },
  MERGE_CONFLICT: {
    what: 'a conflict of a merge in git is left in the file',
    fix: 'keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>',
  },
  MISSING_CHAR: { what: 'a quote or a bracket before this place is not closed', fix: 'close it' },
  MULTILINE_IMPLICIT_KEY: { what: 'this is no key with a value', fix: 'put a colon and a space behind the key' },
  MULTIPLE_DOCS: {
    what: 'the file holds a second document',
    fix: 'keep one platform in the file, without lines of ---; a second platform is a second file',
  },
  NAMELESS_ALIAS: { what: 'a star alone is an alias without a name', fix: "put the star in quotes: '*'" },
  NON_STRING_KEY: { what: 'this key is no text', fix: 'write a text as key' },
  NOT_A_MAP: {
    what: 'the file has to be a map',
    allowed: PLATFORM,
    fix: 'begin with a copy of docs/examples/minimal.yaml',
  },
  NOT_UTF8: { what: 'the file is not saved as UTF-8', fix: 'save it as UTF-8' },
  RESOURCE_EXHAUSTION: { what: 'the file is nested too deeply', fix: 'remove the brackets' },
  TAB_AS_INDENT: { what: 'this line is indented with a tab', fix: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { what: 'tags (!name) mean nothing here', fix: 'remove the tag' },
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
    const { what, fix, allowed = 'one YAML 1.2 document in UTF-8' } = mistakeOf(problem);
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

function mistakeOf({ code, message }: SyntaxProblem): Mistake {
  // The parser reports brackets that are not closed as wrong indentation of what follows.
  const mistake = message.startsWith('Flow ')
    ? MISTAKES.MISSING_CHAR
    : MISTAKES[message.startsWith('Unsupported YAML version') ? 'YAML_VERSION' : code];
  return mistake ?? { what: `this is no valid YAML: ${message}`, fix: 'mend the YAML at this place' };
}
