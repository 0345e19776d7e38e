import { elements } from '../../engine/paths';
import type { Fields, Value } from '../../protocol/values';
import { isCidr } from '../api/fields';
import { number, text, texts } from '../../values';

/** Checks of a configuration that a provider makes before any plan. Null and unknown values are never wrong. */

export function oneOf(value: Value | undefined, name: string, allowed: readonly string[]): string[] {
  const given = text(value);
  if (given === undefined || allowed.includes(given)) return [];
  return [`expected ${name} to be one of ${JSON.stringify(allowed)}, got ${given}`];
}

/** How the disks of a pool's nodes may be. */
export const DISK_ENCRYPTION: readonly string[] = ['enabled', 'disabled'];

export function length(value: Value | undefined, name: string, min: number, max: number): string[] {
  const given = text(value);
  if (given === undefined || (given.length >= min && given.length <= max)) return [];
  return [`Attribute ${name} string length must be between ${min} and ${max}, got: ${given.length}`];
}

export function between(value: Value | undefined, name: string, min: number, max: number): string[] {
  const given = number(value);
  if (given === undefined || (given >= min && given <= max)) return [];
  return [`Attribute ${name} value must be between ${min} and ${max}, got: ${given}`];
}

export function notEmpty(value: Value | undefined, name: string): string[] {
  return value === '' ? [`expected "${name}" to not be an empty string, got ${name} = ""`] : [];
}

/** A list of networks, not empty where it is given. */
export function networks(value: Value | undefined, name: string, family: 'ipv4' | 'ipv6'): string[] {
  if (!Array.isArray(value)) return [];
  if (value.length === 0) return [`Attribute ${name} list must contain at least 1 elements, got: 0`];
  const wrong = texts(value).filter((it) => !isCidr(it, family));
  return wrong.map((it) => `A string value was provided that is not valid ${family} CIDR string format: ${it}`);
}

export function exactlyOne(fields: Fields, names: readonly string[]): string[] {
  const given = names.filter((it) => fields[it] !== null);
  if (given.length === 1) return [];
  const list = names.join(',');
  return [given.length === 0 ? `one of \`${list}\` must be specified` : `only one of \`${list}\` can be specified`];
}

/** The same checks for each object in a block. */
export function each(fields: Fields, block: string, check: (it: Fields, name: string) => string[]): string[] {
  return elements(fields[block]).flatMap((it, index) => check(it, `${block}[${index}]`));
}
