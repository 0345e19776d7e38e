import type * as PromQl from '@prometheus-io/lezer-promql';

/** Where a query does not go on as PromQL does, as a place in its text. */
export type PromQlError = number;

/** Texts and comments, where nothing is replaced, and variables of Grafana as all of its notations write them. */
const PARTS =
  /("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|#[^\n]*)|\$(\w+)|\$\{(\w+)(?:\.[\w.]+)?(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/** What a variable of a dashboard may stand for: a name, a time, a number, a function, a matcher, a text, or nothing. */
const ANY_VALUE = 'x';
const VALUES = [ANY_VALUE, '5m', '5', 'sum', 'x="x"', '"x"', ''];

/** A query of which so many values say nothing is not judged. Of one that goes on wrongly most are never tried. */
const MOST_TRIES = 500;

/** A part of a query: as it is written, or a variable. */
interface Part {
  readonly text: string;
  readonly at: number;
  /** Its name. @default - it is none */
  readonly variable?: string | undefined;
  readonly format?: string | undefined;
}

/**
 * Looks whether a query of a dashboard is PromQL. Parsers know no variables of Grafana, so that each is replaced by what it
 * may stand for; a query is PromQL if it is that for any such values.
 *
 * @returns undefined where it is, else how far it is that at the most
 */
export function promQlErrorIn(query: string): PromQlError | undefined {
  const parts = partsOf(query);
  const unknown = parts.filter(({ variable, format }) => variable !== undefined && !valueOf(variable, format));
  const open = [...new Set(unknown.flatMap(({ variable }) => variable ?? []))];
  const firstAt = open.map((name) => unknown.find(({ variable }) => variable === name)?.at ?? 0);
  let tries = 0;
  /** @returns how far it is PromQL at the most, with values of the first variables; undefined where it is */
  const search = (values: readonly string[]): PromQlError | undefined => {
    tries += 1;
    if (tries > MOST_TRIES) return undefined;
    const error = errorWith(parts, new Map(open.map((name, index) => [name, values[index] ?? ANY_VALUE])));
    // What stands before the last of them is wrong whatever that is, and those that follow it.
    const isOver = values.length === open.length || (error ?? 0) < (firstAt[values.length - 1] ?? 0);
    if (error === undefined || isOver) return error;
    let furthest = 0;
    for (const value of VALUES) {
      const found = search([...values, value]);
      if (found === undefined) return undefined;
      furthest = Math.max(furthest, found);
    }
    return furthest;
  };
  return search([]);
}

function partsOf(query: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of query.matchAll(PARTS)) {
    const [text, plain, short, braced, format, bracketed, otherFormat] = match;
    if (plain !== undefined) continue;
    parts.push({ text: query.slice(end, match.index), at: end });
    parts.push({ text, at: match.index, variable: short ?? braced ?? bracketed, format: format ?? otherFormat });
    end = match.index + text.length;
  }
  return [...parts, { text: query.slice(end), at: end }];
}

/** What stands for a variable, where its name or its format tells what it is. */
function valueOf(variable: string, format: string | undefined): string | undefined {
  if (format === 'doublequote' || format === 'singlequote') return '"x"';
  if (/^__\w+_m?s$/.test(variable) || variable === '__from' || variable === '__to') return '300';
  return ['__interval', '__range', '__rate_interval'].includes(variable) ? '5m' : undefined;
}

/** Where the query ends to be PromQL with these values. */
function errorWith(parts: readonly Part[], values: ReadonlyMap<string, string>): PromQlError | undefined {
  let replaced = '';
  const begins = parts.map(({ text, variable, format }) => {
    const begin = replaced.length;
    replaced += variable === undefined ? text : (valueOf(variable, format) ?? values.get(variable) ?? '');
    return begin;
  });
  const error = firstErrorIn(replaced);
  if (error === undefined) return undefined;
  const index = begins.filter((begin) => begin <= error).length - 1;
  const { at = 0, variable } = parts[index] ?? {};
  return variable === undefined ? at + error - (begins[index] ?? 0) : at;
}

function firstErrorIn(text: string): number | undefined {
  let first: number | undefined;
  const tree = promQl().parser.parse(text);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) first ??= from;
    },
  });
  return first;
}

let loaded: typeof PromQl | undefined;

/** Loaded for the first query: it takes as long as all the rest of a validation, and most platforms name no such file. */
function promQl(): typeof PromQl {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at the start of every command
  loaded ??= require('@prometheus-io/lezer-promql') as typeof PromQl;
  return loaded;
}
