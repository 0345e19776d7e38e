import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { likelyCause, type YamlProblem } from './likely-cause';

/** Problems that do not make the parser misread what follows them. */
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

/** The parser's errors and warnings up to the first that spoils what follows, and what the parser lets pass. */
export function problemsOf(text: string, document: Document.Parsed): YamlProblem[] {
  const broken = text.search(/[\uFFFD\0]/);
  if (broken >= 0) return [{ offset: broken, code: 'NOT_UTF8', message: 'invalid UTF-8' }];
  const bareReturn = text.search(/\r(?!\n)/);
  // The parser takes it for a part of the line, so that all behind a comment would be gone without a word.
  if (bareReturn >= 0) return [{ offset: bareReturn, code: 'BARE_RETURN', message: 'carriage return' }];
  const own = [...otherVersion(text, document), ...unresolvedAliases(document), ...nodeProblems(document)];
  const parsers = [...document.errors, ...document.warnings].map((problem) => asPeopleSee(text, document, problem));
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
function otherVersion(text: string, { directives }: Document.Parsed): YamlProblem[] {
  const { explicit, version } = directives.yaml;
  if (!explicit || version === '1.2') return [];
  return [{ offset: Math.max(0, text.search(/^%YAML/m)), code: 'YAML_VERSION', message: `YAML ${version}` }];
}

function unresolvedAliases(document: Document.Parsed): YamlProblem[] {
  return aliasesOf(document).flatMap((alias) => {
    if (alias.resolve(document) !== undefined) return [];
    const code = alias.source ? 'BAD_ALIAS' : 'NAMELESS_ALIAS';
    return [{ offset: alias.range?.[0] ?? 0, code, message: alias.source }];
  });
}

/** Tags that make something else of a value, and `<<` before something that is not a map. */
function nodeProblems(document: Document.Parsed): YamlProblem[] {
  const found: YamlProblem[] = [];
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

/** A problem of the parser, at the place where it can be fixed. */
function asPeopleSee(
  text: string,
  document: Document.Parsed,
  { pos: [offset], code, message }: YAMLError,
): YamlProblem {
  if (message.startsWith('Missing closing'))
    return { offset: openingQuote(document, offset), code: 'OPEN_QUOTE', message };
  // YAML takes the braces of another tool's template for maps.
  const isTemplate = /^\{?\{\{/.test(text.slice(Math.max(0, offset - 1)));
  return { offset, code: isTemplate ? 'TEMPLATE' : code, message };
}

/** Where a text in quotes begins that the parser has read up to a place without finding its end. */
function openingQuote(document: Document.Parsed, end: number): number {
  let found = end;
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] <= end && range[1] >= end) found = range[0];
    },
  });
  return found;
}
