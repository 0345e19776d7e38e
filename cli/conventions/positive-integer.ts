import { InvalidArgumentError } from 'commander';

/** A number of things, as an option takes it. @throws {InvalidArgumentError} for anything but 1, 2, 3 … */
export function positiveInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It has to be a whole number of at least 1.');
}
