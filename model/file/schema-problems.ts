import type { z } from 'zod';
import type { Entity } from '../entity';
import { formatPath, type Path, type Problem } from '../problem';
import type { Position, YamlDocument } from './document';
import { nearest } from './nearest';
import { pathInWords } from './path-in-words';
import { walkSchema } from './schema-walk';

type Issue = z.core.$ZodIssue;

const TYPES_IN_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** Turns what zod found into problems a person can act on. */
export function schemaProblems(
  root: z.core.$ZodType,
  issues: readonly Issue[],
  document: YamlDocument,
  file: string,
): Problem[] {
  const describe = new SchemaReporter(root, document, file);
  return issues.flatMap((issue) => describe.problems(issue));
}

class SchemaReporter {
  constructor(
    private readonly root: z.core.$ZodType,
    private readonly document: YamlDocument,
    private readonly file: string,
  ) {}

  problems(issue: Issue): Problem[] {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => this.unknownKey([...path, key]));
    if (issue.code === 'invalid_key') return [this.badKey(path)];
    if (!this.document.has(path)) return [this.missing(path)];
    return [this.wrongValue(issue, path)];
  }

  private unknownKey(path: Path): Problem {
    const key = String(path.at(-1));
    const { owner } = walkSchema(this.root, path);
    const known = Object.keys(owner?.desired ?? {});
    const result = owner && resultField(owner, key);
    const guess = nearest(key, known);
    return this.problem(path, {
      position: this.document.keyPosition(path),
      what: result?.what ?? `unknown key "${key}"`,
      given: key,
      allowed: known.length > 0 ? known.join(', ') : 'no key: all of it is a result',
      fix: result?.fix ?? (guess ? `write ${guess}` : `remove ${key}`),
      source: 'contracts/platform.schema.json',
    });
  }

  private badKey(path: Path): Problem {
    const { doc } = walkSchema(this.root, path.slice(0, -1));
    return this.problem(path, {
      position: this.document.keyPosition(path),
      what: `"${String(path.at(-1))}" is no valid key`,
      given: String(path.at(-1)),
      allowed: doc?.allowed ?? '',
      fix: 'write a key of the allowed form',
      source: doc?.source ?? 'data-model.md',
    });
  }

  private missing(path: Path): Problem {
    const { doc } = walkSchema(this.root, path);
    const key = String(path.at(-1));
    return this.problem(path, {
      what: `${key} is missing${doc ? `: ${lowerFirst(doc.about)}` : ''}`,
      given: 'nothing',
      allowed: doc?.allowed ?? '',
      fix: doc?.fix ?? `add ${key}`,
      source: doc?.source ?? 'data-model.md',
    });
  }

  private wrongValue(issue: Issue, path: Path): Problem {
    const { doc } = walkSchema(this.root, path);
    const given = this.document.excerpt(path);
    const allowed = doc?.allowed ?? 'an entry of the documented form';
    return this.problem(path, {
      what: whatIsWrong(issue, given, path),
      given,
      allowed,
      fix: fixFor(issue, given) ?? doc?.fix ?? `write ${allowed}`,
      source: doc?.source ?? 'data-model.md',
    });
  }

  private problem(
    path: Path,
    {
      position,
      ...text
    }: Pick<Problem, 'what' | 'given' | 'allowed' | 'fix' | 'source'> & { position?: Position | undefined },
  ): Problem {
    return {
      severity: 'error',
      file: this.file,
      ...(position ?? this.document.positionOf(path)),
      path: formatPath(path),
      where: pathInWords(path, this.document.data),
      rule: 'schema',
      ...text,
    };
  }
}

const lowerFirst = (text: string) => (/^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** Says of a derived or observed field why it does not stand in the file. */
function resultField(owner: Entity, key: string): { what: string; fix: string } | undefined {
  const same = (name: string) => name.toLowerCase() === key.toLowerCase().replace(/_/g, '');
  const observed = Object.entries(owner.observed).find(([name]) => same(name))?.[1];
  if (observed) {
    return {
      what: `"${key}" is observed, not written: ${lowerFirst(observed.about)}`,
      fix: `remove it; this shows it: ${observed.seeWith}`,
    };
  }
  const derived = Object.entries(owner.derived).find(([name]) => same(name))?.[1];
  if (!derived) return undefined;
  return {
    what: `"${key}" is derived, not written: ${lowerFirst(derived.about)}`,
    fix: `remove it; it is ${derived.from}`,
  };
}

function whatIsWrong(issue: Issue, given: string, path: Path): string {
  const name =
    typeof path.at(-1) === 'number' ? `this entry of ${String(path.at(-2))}` : String(path.at(-1) ?? 'the file');
  if (issue.code === 'invalid_type') {
    const expected = TYPES_IN_WORDS[issue.expected] ?? issue.expected;
    return given === 'nothing' ? `${name} is empty` : `${name} has to be ${expected}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return `${name} needs at least ${issue.minimum} of them`;
  return `${given} is no valid ${name}`;
}

function fixFor(issue: Issue, given: string): string | undefined {
  if (given === 'nothing') return 'fill it in, or remove the key';
  if (issue.code === 'invalid_type' && issue.expected === 'string') return `put it in quotes: "${given}"`;
  if (issue.code === 'invalid_type' && /^["']\d+["']$/.test(given))
    return `write it without quotes: ${given.slice(1, -1)}`;
  if (issue.code !== 'invalid_value') return undefined;
  const guess = nearest(given, issue.values.map(String));
  return guess && `write ${guess}`;
}
