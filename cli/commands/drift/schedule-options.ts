import { InvalidArgumentError } from 'commander';

/** The least and the most of each part of a schedule, with the names that stand for numbers. */
const PARTS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']],
  [0, 6, ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']],
];

const MACROS = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** Reads a schedule as Kubernetes takes it. @throws {InvalidArgumentError} for another one */
export function cronSchedule(text: string): string {
  const parts = text.trim().split(/\s+/);
  const isGood = parts.length === PARTS.length && parts.every((part, index) => isPart(part, index));
  if (isGood || MACROS.test(text)) return text;
  throw new InvalidArgumentError(
    'Give five parts, which are minute, hour, day of the month, month and day of the week, such as "17 5 * * *", or a word such as @daily.',
  );
}

function isPart(part: string, index: number): boolean {
  const [least, most, names] = PARTS[index] ?? [0, 0, []];
  const numberOf = (text: string) => {
    const named = names.indexOf(text.toLowerCase());
    if (named >= 0) return named + least;
    return /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const isIn = (value: number) => value >= least && value <= most;
  return part.split(',').every((item) => {
    const [range = '', step, ...more] = item.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === '*' || range === '?') return true;
    const [from = NaN, to = from, ...others] = range.split('-').map(numberOf);
    return others.length === 0 && isIn(from) && isIn(to) && from <= to;
  });
}

/** Reads the address of an API server. @throws {InvalidArgumentError} for what is none */
export function serverAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address?.protocol === 'https:' && address.username === '' && address.search + address.hash === '') return text;
  throw new InvalidArgumentError(
    'Give an address that begins with https://, as kubectl cluster-info prints it, such as https://10.128.0.1:443.',
  );
}
