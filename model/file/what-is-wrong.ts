import type { z } from 'zod';
import type { Path } from '../problem';

const TYPES_IN_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a map'],
  ['record', 'a map'],
]);

/** Says in a phrase what is wrong with the value at a path. */
export function whatIsWrong(issue: z.core.$ZodIssue, path: Path, given: string, value: unknown): string {
  const key = path.at(-1);
  const isEntry = typeof key === 'number';
  const name = isEntry ? `entry ${key + 1} of ${String(path.at(-2))}` : String(key);
  if (issue.code === 'invalid_type') return `${name} has to be ${TYPES_IN_WORDS.get(issue.expected) ?? issue.expected}`;
  const size =
    issue.code === 'too_small' || issue.code === 'too_big' ? wrongSize(issue, name, given, value) : undefined;
  return size ?? `${given} is not a valid ${isEntry ? `entry of ${String(path.at(-2))}` : `value of ${name}`}`;
}

type SizeIssue = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

function wrongSize(issue: SizeIssue, name: string, given: string, value: unknown): string {
  const tooSmall = issue.code === 'too_small';
  const bound = tooSmall ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (typeof value === 'string') {
    return value === ''
      ? `${name} is an empty text`
      : `${name} has ${counted(value.length, 'character')}, allowed is ${bound}`;
  }
  if (Array.isArray(value) && value.length === 0) return `${name} is an empty list`;
  if (Array.isArray(value)) return `${name} has ${counted(value.length, 'entry', 'entries')}, allowed is ${bound}`;
  return `${given} is too ${tooSmall ? 'small' : 'large'} for ${name}`;
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
