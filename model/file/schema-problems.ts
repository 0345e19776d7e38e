import type { z } from 'zod';
import { type FieldDoc, unwrap } from '../field';
import { formatPath, type Path, type Problem } from '../problem';
import { shorten, type Position, type YamlDocument } from './document';
import { nearestKey, nearestValue } from './nearest';
import { oddCharacter } from './odd-character';
import { pathInWords } from './path-in-words';
import { resultField } from './result-field';
import { keySchemaOf, walkSchema, type SchemaPlace } from './schema-walk';
import { suggest } from './suggest';
import { whatIsWrong } from './what-is-wrong';

type Issue = z.core.$ZodIssue;

/** What is wrong by the schema, and where. */
export interface SchemaProblems {
  readonly problems: readonly Problem[];
  /** Paths of what is wrong or misspelt, about which the rules have nothing to add. */
  readonly places: ReadonlySet<string>;
}

/** Turns what zod found into problems a person can act on: one for each place, though zod may name several there. */
export function schemaProblems(
  root: z.core.$ZodType,
  issues: readonly Issue[],
  document: YamlDocument,
  file: string,
): SchemaProblems {
  const reporter = new SchemaReporter(root, document, file);
  const problems = new Map<string, Problem>();
  const overlooked = reporter.overlooked([], document.data);
  for (const problem of [...issues.flatMap((issue) => reporter.problems(issue)), ...overlooked]) {
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  }
  return {
    // A misspelt key is not reported as missing too.
    problems: [...problems.values()].filter(({ path }) => !reporter.misspelt.has(path)),
    places: new Set([...problems.keys(), ...reporter.misspelt]),
  };
}

/** What differs between the kinds of problems; the rest follows from the place. */
type Details = Pick<Problem, 'what' | 'given' | 'fix'> & Partial<Pick<Problem, 'allowed' | 'source'>>;

class SchemaReporter {
  /** Paths of the keys that misspelt ones most likely mean. */
  readonly misspelt = new Set<string>();

  constructor(
    private readonly root: z.core.$ZodType,
    private readonly document: YamlDocument,
    private readonly file: string,
  ) {}

  problems(issue: Issue): Problem[] {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => this.unknownKey([...path, key]));
    if (issue.code === 'invalid_key') return [this.badKey(path)];
    const place = walkSchema(this.root, path);
    if (!this.document.has(path)) return [this.missing(path, place)];
    return [this.document.isEmpty(path) ? this.empty(path, place) : this.wrongValue(issue, path, place)];
  }

  /** Keys `__proto__` of maps with free keys, which zod passes over. */
  overlooked(path: Path, data: unknown, seen = new Set<unknown>()): Problem[] {
    // An alias can lead back to a map it stands in.
    if (typeof data !== 'object' || data === null || seen.has(data)) return [];
    seen.add(data);
    return Object.entries(data).flatMap(([key, value]: [string, unknown]) => {
      const here = [...path, Array.isArray(data) ? Number(key) : key];
      const isFree = key === '__proto__' && keySchemaOf(walkSchema(this.root, path).schema) !== undefined;
      return isFree ? [this.badKey(here)] : this.overlooked(here, value, seen);
    });
  }

  private unknownKey(path: Path): Problem {
    const key = shorten(String(path.at(-1)));
    const { owner } = walkSchema(this.root, path);
    const known = Object.keys(owner?.desired ?? {});
    const result = owner && resultField(owner, key);
    const guess = result ? undefined : nearestKey(key, known);
    const meant = guess && [...path.slice(0, -1), guess];
    const isThere = meant && this.document.has(meant);
    if (meant && !isThere) this.misspelt.add(formatPath(meant));
    const bounds =
      guess === 'maxCount' &&
      this.document.isMapAt(path) &&
      'write count and maxCount, the least and the largest number of nodes';
    const guessed = bounds
      ? bounds
      : isThere
        ? `remove it, or put it into ${guess}, which is there already`
        : guess && `write ${guess}`;
    return this.atKey(path, {
      what: result?.what ?? `unknown key "${key}"${oddCharacter(key)}`,
      given: key || '""',
      allowed: known.join(', '),
      fix: result?.fix ?? guessed ?? `remove ${key || 'it'}`,
      source: 'contracts/platform.schema.json',
    });
  }

  private badKey(path: Path): Problem {
    const key = shorten(String(path.at(-1))) || '""';
    const keySchema = keySchemaOf(walkSchema(this.root, path.slice(0, -1)).schema);
    const doc = keySchema && walkSchema(keySchema, []).doc;
    const guess = keySchema && suggest(keySchema, key);
    const allowed = doc?.allowed ?? 'a key of the documented form';
    return this.atKey(path, {
      what: `"${key}" is not a valid key of ${String(path.at(-2))}${oddCharacter(key)}`,
      given: key,
      allowed,
      fix: guess ? `write ${guess}` : `use ${allowed}`,
      source: doc?.source ?? 'data-model.md',
    });
  }

  private missing(path: Path, { doc }: SchemaPlace): Problem {
    const key = String(path.at(-1));
    return this.atValue(path, {
      what: `${key} is missing${doc ? ` (${doc.about})` : ''}`,
      given: 'nothing',
      fix: doc?.fix ?? `add ${key}`,
    });
  }

  private empty(path: Path, { schema, doc }: SchemaPlace): Problem {
    const isEntry = typeof path.at(-1) === 'number';
    const mayBeLeftOut = isEntry || (schema && unwrap(schema) !== schema);
    return this.atValue(path, {
      what: isEntry ? `an entry of ${String(path.at(-2))} is empty` : `${String(path.at(-1))} is empty`,
      given: 'nothing',
      fix: mayBeLeftOut ? 'fill it in, or remove it' : (doc?.fix ?? 'fill it in'),
    });
  }

  private wrongValue(issue: Issue, path: Path, { schema, doc }: SchemaPlace): Problem {
    const given = this.document.excerpt(path);
    if (doc?.namesSecret && !isAddress(given)) return this.secretItself(path, doc);
    // An entry of a list of fixed words has no documentation but that of the list.
    const isWord = issue.code === 'invalid_value' && typeof path.at(-1) === 'number';
    const allowed = isWord ? `one of ${issue.values.join(', ')}` : (doc?.allowed ?? '');
    return this.atValue(path, {
      what: whatIsWrong(issue, path, given, this.document.valueAt(path)) + oddCharacter(given),
      given,
      allowed,
      fix: this.guessedFix(issue, path, schema) ?? doc?.fix ?? `use ${allowed}`,
    });
  }

  /** What stands where the name of a secret is wanted. It may be the secret, and reports end in the logs of CI. */
  private secretItself(path: Path, { allowed, fix = `use ${allowed}` }: FieldDoc): Problem {
    return this.atValue(path, {
      what: `${String(path.at(-1))} does not say where a secret is kept`,
      given: 'something else, which is not repeated here',
      fix: `${fix}; if a secret stands here, revoke it`,
    });
  }

  private guessedFix(issue: Issue, path: Path, schema: z.core.$ZodType | undefined): string | undefined {
    const text = this.document.scalarText(path);
    if (!schema || text === undefined) return this.splitText(issue, path) ?? this.joined(path, schema);
    if (/\$\{\w+\}/.test(text)) return 'write the value itself: variables are not filled in here';
    const guess = issue.code === 'invalid_value' ? nearestValue(text, issue.values.map(String)) : suggest(schema, text);
    if (guess === undefined) return severalIn(text, path, schema);
    if (text.startsWith('*.') && !guess.includes('*')) return `write ${guess}, without the wildcard`;
    return guess === `"${text}"` ? `put it in quotes: ${guess}` : `write ${guess}`;
  }

  /** What to write for a list where one text is wanted, such as the ports of a firewall rule. */
  private joined(path: Path, schema: z.core.$ZodType | undefined): string | undefined {
    const value = this.document.valueAt(path);
    const isPlain = Array.isArray(value) && value.every((entry) => ['string', 'number'].includes(typeof entry));
    const text = isPlain ? value.join(', ') : '';
    return schema && text !== '' && suggest(schema, text) !== undefined ? `write "${text}"` : undefined;
  }

  /** What to do about a text that YAML reads as a map, because a colon and a space stand in it. */
  private splitText(issue: Issue, path: Path): string | undefined {
    const isMap = issue.code === 'invalid_type' && issue.expected === 'string' && this.document.isOnePair(path);
    return isMap ? 'put the whole text in quotes, because it has a colon and a space in it' : undefined;
  }

  private atKey(path: Path, details: Details): Problem {
    return this.problem(path, this.document.keyPosition(path) ?? this.document.positionOf(path), details);
  }

  private atValue(path: Path, details: Details): Problem {
    return this.problem(path, this.document.positionOf(path), details);
  }

  private problem(path: Path, position: Position, details: Details): Problem {
    const { doc } = walkSchema(this.root, path);
    return {
      severity: 'error',
      file: this.file,
      ...position,
      path: formatPath(path),
      where: pathInWords(path, this.document.data),
      allowed: doc?.allowed ?? '',
      rule: 'schema',
      source: doc?.source ?? 'data-model.md',
      ...details,
    };
  }
}

/** Whether a text names a place, rather than being what is kept there. */
const isAddress = (text: string) => /^["']?[a-z][a-z0-9+-]*:\S/i.test(text);

/** What to do about an entry of a list in which several stand, with no comma between them. */
function severalIn(text: string, path: Path, schema: z.core.$ZodType): string | undefined {
  const parts = text.split(/\s+/);
  const areEntries = typeof path.at(-1) === 'number' && parts.length > 1;
  return areEntries && parts.every((part) => suggest(schema, part) === part)
    ? `put a comma between the entries: ${parts.join(', ')}`
    : undefined;
}
