import type { Problem } from '../problem';
import type { YamlDocument } from './document';

/** How to mend the commonest faults, by the YAML parser's error code. */
const FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'remove one of the two keys',
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'remove the line ---, and keep one platform in the file',
  BAD_ALIAS: 'write the anchor (&name) before the alias (*name)',
  BAD_INDENT: 'line the key up with the others of its map',
  MULTILINE_IMPLICIT_KEY: 'put a colon and a space behind the key',
  NON_STRING_KEY: 'put the key in quotes',
};

/** Turns the parser's errors into problems a person can act on. */
export function syntaxProblems(document: YamlDocument, file: string): Problem[] {
  return document.problems.map(({ line, column, code, message }) => ({
    severity: 'error',
    file,
    line,
    column,
    path: '',
    where: 'the file',
    what: `this is no valid YAML: ${message}`,
    given: document.lineText(line),
    allowed: 'one YAML 1.2 document',
    fix: FIXES[code] ?? 'mend the YAML at this place',
    rule: 'yaml',
    source: 'YAML 1.2',
  }));
}
