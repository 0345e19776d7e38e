import { z } from 'zod';
import { whatIsWrong } from '../../../model/file/what-is-wrong';

/** What is said of a value that a schema refuses, at the key `size` or as the second of `sizes`. */
function said(schema: z.ZodType, value: unknown, path: readonly (string | number)[] = ['size']) {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue && whatIsWrong(issue, path, String(value), value);
}

describe('what is wrong with a value', () => {
  it.each([
    ['text', z.string(), 5],
    ['a number', z.number(), 'five'],
    ['a whole number', z.int(), 1.5],
    ['true or false', z.boolean(), 'no'],
    ['a list', z.array(z.string()), 'a'],
    ['a map', z.strictObject({}), 'a'],
    ['a map', z.record(z.string(), z.string()), 'a'],
    ['date', z.date(), 'a'],
  ])('is that it has to be %s', (type, schema, value) => {
    expect(said(schema, value)).toBe(`size has to be ${type}`);
  });

  it.each([
    [z.string().min(2), 'a', 'size has 1 character, allowed is at least 2'],
    [z.string().max(2), 'abc', 'size has 3 characters, allowed is at most 2'],
    [z.string().min(2), '', 'size is an empty text'],
    [z.array(z.number()).min(1), [], 'size is an empty list'],
    [z.array(z.number()).min(2), [1], 'size has 1 entry, allowed is at least 2'],
    [z.array(z.number()).max(1), [1, 2], 'size has 2 entries, allowed is at most 1'],
    [z.number().min(1), 0, '0 is too small for size'],
    [z.number().max(1), 2, '2 is too large for size'],
  ])('is its size', (schema, value, words) => {
    expect(said(schema, value)).toBe(words);
  });

  it('is its form, else', () => {
    expect(said(z.string().regex(/a/), 'b')).toBe('b is not a valid value of size');
    expect(said(z.enum(['a']), 'b')).toBe('b is not a valid value of size');
  });

  it('names an entry of a list by its number, from 1', () => {
    expect(said(z.string(), 5, ['sizes', 1])).toBe('entry 2 of sizes has to be text');
    expect(said(z.enum(['a']), 'b', ['sizes', 1])).toBe('b is not a valid entry of sizes');
  });
});
