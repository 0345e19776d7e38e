import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Alias, type Document, type Node, type Pair } from 'yaml';

/** What keeps a text from being read as YAML, by its place in the text. */
export interface YamlFault {
  readonly offset: number;
  /** Code of the YAML parser, or one of this module. */
  readonly code: string;
  /** The parser's own words. */
  readonly message: string;
}

/** Faults that do not make the parser misread what follows them. */
const HARMLESS_TO_OTHERS = [
  'BAD_ALIAS',
  'BAD_MERGE',
  'DUPLICATE_KEY',
  'MULTIPLE_DOCS',
  'NAMELESS_ALIAS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
];

/** Tags of YAML 1.1, which the parser takes without a word. */
const OLD_TAG = /^tag:yaml\.org,2002:(binary|omap|pairs|set|timestamp)$/;

/** What a line looks like that the parser stumbles over, and complains of somewhere near. */
const LIKELY_CAUSES: readonly (readonly [code: string, line: RegExp])[] = [
  ['MERGE_CONFLICT', /^()(?:<{7}|={7}|>{7})(?: |\r?$)/],
  ['TAB_AS_INDENT', /^( *)\t/],
  ['WIDE_SPACE', /^( *)[\u00a0\u2000-\u200a\u202f\u3000]/],
  ['WIDE_COLON', /^(\s*[\w-]+)\uff1a/],
];

/** The parser's errors and warnings up to the first that spoils what follows, and what the parser lets pass. */
export function faultsOf(text: string, document: Document.Parsed): YamlFault[] {
  const broken = text.search(/[\uFFFD\0]/);
  if (broken >= 0) return [{ offset: broken, code: 'NOT_UTF8', message: 'invalid UTF-8' }];
  const bareReturn = text.search(/\r(?!\n)/);
  // The parser takes it for a part of the line, so that all behind a comment would be gone without a word.
  if (bareReturn >= 0) return [{ offset: bareReturn, code: 'BARE_RETURN', message: 'carriage return' }];
  const own = [...otherVersion(text, document), ...unresolvedAliases(document), ...nodeFaults(document)];
  const parsers = [...document.errors, ...document.warnings].map(({ pos, code, message }): YamlFault => ({
    offset: pos[0],
    code,
    message,
  }));
  const known = new Set(own.map(({ offset }) => offset));
  const found = [...own, ...parsers.filter(({ offset }) => !known.has(offset))].sort((a, b) => a.offset - b.offset);
  const spoiling = found.findIndex(({ code }) => !HARMLESS_TO_OTHERS.includes(code));
  const first = found[spoiling];
  return first ? [...found.slice(0, spoiling), likelyCause(text, first)] : found;
}

/** The aliases of a document, in its order. */
export function aliasesOf(document: Document): (Alias & Node)[] {
  const found: (Alias & Node)[] = [];
  visit(document, { Alias: (_, alias) => void found.push(alias) });
  return found;
}

/** A directive for another version, under which `no` would be false and a day no text. */
function otherVersion(text: string, { directives }: Document.Parsed): YamlFault[] {
  const { explicit, version } = directives.yaml;
  if (!explicit || version === '1.2') return [];
  return [{ offset: Math.max(0, text.search(/^%YAML/m)), code: 'YAML_VERSION', message: `YAML ${version}` }];
}

function unresolvedAliases(document: Document.Parsed): YamlFault[] {
  return aliasesOf(document).flatMap((alias) => {
    if (alias.resolve(document) !== undefined) return [];
    const code = alias.source ? 'BAD_ALIAS' : 'NAMELESS_ALIAS';
    return [{ offset: alias.range?.[0] ?? 0, code, message: alias.source }];
  });
}

/** Tags that make something else of a value, and `<<` before something that is no map. */
function nodeFaults(document: Document.Parsed): YamlFault[] {
  const found: YamlFault[] = [];
  visit(document, {
    Value: (_, { tag, range }) => {
      if (tag === undefined || !OLD_TAG.test(tag)) return;
      found.push({ offset: range?.[0] ?? 0, code: 'TAG_RESOLVE_FAILED', message: tag });
    },
    Pair: (_, pair) => {
      if (!isMerge(pair)) return;
      const { value } = pair;
      const sources = isSeq(value) ? value.items : [value];
      if (sources.every((source) => isMergeable(source, document))) return;
      const place = isNode(value) ? value : pair.key;
      found.push({ offset: (place as Node).range?.[0] ?? 0, code: 'BAD_MERGE', message: '<<' });
    },
  });
  return found;
}

const isMerge = ({ key }: Pair) => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** True for a map, and for an alias that is reported already or leads to a map or a list of maps. */
function isMergeable(source: unknown, document: Document.Parsed): boolean {
  const target = isAlias(source) ? source.resolve(document) : source;
  if (isSeq(target)) return target.items.every((item) => isMergeable(item, document));
  return isMap(target) || (isAlias(source) && target === undefined);
}

/** A fault as people see it, where the parser complains of what follows from it. */
function likelyCause(text: string, fault: YamlFault): YamlFault {
  const lines = text.split('\n');
  const at = text.slice(0, fault.offset).split('\n').length - 1;
  for (const index of [at, at + 1, at - 1]) {
    for (const [code, form] of LIKELY_CAUSES) {
      const match = form.exec(lines[index] ?? '');
      if (!match) continue;
      const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
      return { ...fault, code, offset: start + (match[1] ?? '').length };
    }
  }
  return fault;
}
