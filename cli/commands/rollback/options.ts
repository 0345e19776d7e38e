import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** @throws {InvalidArgumentError} when it is not a whole number of at least 1 */
export function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It has to be a whole number of at least 1.');
}

/** @throws {InvalidArgumentError} when it is not a UUID */
export function uuid(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('It has to be a UUID, as drift list has it.');
}
