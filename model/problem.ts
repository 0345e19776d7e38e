/** Keys and indexes from the root of the file to a value. */
export type Path = readonly (string | number)[];

/** Something wrong with a platform file, as one row of a report. */
export interface Problem {
  /** An error stops synth, a warning does not. */
  readonly severity: 'error' | 'warning';
  /** File as it was named by the user. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
  /** Path of the value, such as `environments.production.nodePools[0].count`. */
  readonly path: string;
  /** The same path in words, such as `environment production, node pool "general", count`. */
  readonly where: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** What stands in the file, shortened; `nothing` where something is missing. */
  readonly given: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  /** How to fix it, as an order. */
  readonly fix: string;
  /** Id of the rule that was broken; `schema` for a rule of a single value, `yaml` for the file's syntax. */
  readonly rule: string;
  /** Where the rule comes from. */
  readonly source: string;
}

const LONGEST_PLACE = 200;

const cut = (text: string) => (text.length > LONGEST_PLACE ? `${text.slice(0, LONGEST_PLACE - 1)}…` : text);

/** Text from elsewhere as a terminal may show it: control characters and the like are written as their codes. */
export const escaped = (text: string) =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );

/** A text without the user and password of the addresses in it, because reports end in the logs of CI. */
export const withoutPasswords = (text: string) => text.replace(/:\/\/[^\s/@]+@/g, '://…@');

/** A text without passwords in addresses, and without age identities: one that was pasted in place of a recipient or a file. */
export const withoutSecrets = (text: string) =>
  withoutPasswords(text).replace(/AGE-SECRET-KEY-[A-Z0-9-]{8,}/gi, 'AGE-SECRET-KEY-…');

const shown = (text: string) => withoutSecrets(escaped(text));

/** A problem that can be shown as it is, whatever stands in the file. */
export function printable(problem: Problem): Problem {
  return {
    ...problem,
    path: cut(escaped(problem.path)),
    where: cut(escaped(problem.where)),
    what: shown(problem.what),
    given: shown(problem.given),
    fix: shown(problem.fix),
  };
}

/** Writes a path as users type it: `environments.production.nodePools[0].count`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text ? `${text}.${part}` : part;
  }, '');
}
