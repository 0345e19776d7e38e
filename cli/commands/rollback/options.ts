import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** @throws {InvalidArgumentError} when it is not a UUID */
export function uuid(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('It has to be a UUID, as drift list has it.');
}
