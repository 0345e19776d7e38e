import type { CtyType, NestedType } from '@lke-platform/stand-ins/protocol/schema';
import type { Body } from '../synthesize';
import { isBody, isExpression, placesOf } from './body';

/** Checks a value against a type, with the conversions that Terraform makes. An expression fits everywhere. */
export function checkValue(value: unknown, type: CtyType, at: string): string[] {
  if (value === null || isExpression(value) || type === 'dynamic') return [];
  if (typeof type === 'string') return isConvertible(value, type) ? [] : [mismatch(value, type, at)];
  switch (type[0]) {
    case 'object':
      return isBody(value) ? checkObject(value, type[1], at) : [mismatch(value, 'object', at)];
    case 'tuple':
      return Array.isArray(value) && value.length === type[1].length
        ? type[1].flatMap((element, index) => checkValue(value[index], element, `${at}[${index}]`))
        : [mismatch(value, `tuple of ${type[1].length}`, at)];
    case 'map':
    case 'list':
    case 'set': {
      const places = isBody(value) === (type[0] === 'map') ? placesOf(value, at) : undefined;
      if (!places) return [mismatch(value, `${type[0]} of ${JSON.stringify(type[1])}`, at)];
      return places.flatMap(([place, entry]) => checkValue(entry, type[1], place));
    }
  }
}

/** Checks the objects of an attribute that has attributes of its own. */
export function checkNested(
  value: unknown,
  { nesting_mode: mode }: NestedType,
  at: string,
  check: (body: Body, at: string) => string[],
): string[] {
  const isSingle = mode === 'single' || mode === 'group';
  const places = isSingle
    ? [[at, value] as const]
    : isBody(value) === (mode === 'map')
      ? placesOf(value, at)
      : undefined;
  if (!places) return [mismatch(value, `${mode} of objects`, at)];
  return places.flatMap(([place, entry]) => {
    if (isExpression(entry)) return [];
    return isBody(entry) ? check(entry, place) : [mismatch(entry, 'object', place)];
  });
}

function isConvertible(value: unknown, type: string): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    case 'bool':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    default:
      return ['string', 'number', 'boolean'].includes(typeof value);
  }
}

/** Terraform wants every attribute of an object type, and drops what the type does not have. */
const checkObject = (value: Body, attributes: Readonly<Record<string, CtyType>>, at: string) =>
  Object.entries(attributes).flatMap(([name, type]) =>
    name in value ? checkValue(value[name], type, `${at}.${name}`) : [`${at}.${name}: it is required`],
  );

const mismatch = (value: unknown, wanted: string, at: string) =>
  `${at}: ${JSON.stringify(value)} is not ${/^[aeiou]/.test(wanted) ? 'an' : 'a'} ${wanted}`;
