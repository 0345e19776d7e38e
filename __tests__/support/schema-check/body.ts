import type { Body } from '../synthesize';

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that the engine evaluates. `$${` is a dollar sign and a brace. */
export const isExpression = (value: unknown): value is string =>
  typeof value === 'string' && /(?<!\$)(\$\$)*[$%]\{/.test(value);

/** Entries of a list or map with the place each is at; undefined for anything else. */
export function placesOf(value: unknown, at: string): [string, unknown][] | undefined {
  if (Array.isArray(value)) return (value as unknown[]).map((entry, index) => [`${at}[${index}]`, entry]);
  if (!isBody(value)) return undefined;
  return Object.entries(value).map(([key, entry]) => [`${at}[${JSON.stringify(key)}]`, entry]);
}
