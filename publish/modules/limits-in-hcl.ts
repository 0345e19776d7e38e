import { snakeCase } from '../../constructs/inputs/snake-case';
import type { InputLimit } from '../../constructs/inputs/types';
import type { NumberLimit, TextLimit } from '../../model/limit';
import { networks } from '../../model/values';
import { ALLOWED_PORTS, MAX_PORT_PIECES } from '../../model/ports';
import { expressionOf, indent, quoted } from '../hcl/expression';

/** Longest loop, and longest list of conditions, that stand on one line, in characters. */
const ONE_LINE = { loop: 88, list: 64 };

/** Writes the condition that a value keeps to a limit. */
export function limitInHcl(value: string, limit: InputLimit): string {
  switch (limit.kind) {
    case 'text':
      return textCondition(value, limit.of);
    case 'whole':
      return wholeCondition(value, limit.of);
    case 'one-of':
      return `contains(${expressionOf(limit.values)}, ${value})`;
    case 'cidr':
      return `try(cidrsubnet(${value}, 0, 0) == ${value} && ${limit.version === 4 ? '!' : ''}strcontains(${value}, ":"), false)`;
    case 'ports':
      return portsCondition(value);
  }
}

/** What a limit allows, in words that end the phrase "… must be". */
export function allowedBy(limit: InputLimit): string {
  switch (limit.kind) {
    case 'text':
    case 'whole':
      return limit.of.allowed;
    case 'one-of':
      return `one of ${limit.values.join(', ')}`;
    case 'cidr':
      return networks[limit.version].allowed;
    case 'ports':
      return ALLOWED_PORTS;
  }
}

export function textCondition(value: string, { pattern, min, max, without = [] }: TextLimit): string {
  const bounded = isBounded(pattern);
  return allOf(
    `can(regex(${quoted(pattern.source.replaceAll('\\/', '/'))}, ${value}))`,
    ...(bounded || min <= (pattern.test('') ? 0 : 1) ? [] : [`length(${value}) >= ${min}`]),
    ...(bounded ? [] : [`length(${value}) <= ${max}`]),
    ...without.map((part) => `!strcontains(${value}, ${quoted(part)})`),
  );
}

/** Whether a pattern itself bounds the length of what it matches. */
const isBounded = ({ source }: RegExp) => !/[*+]|,\}/.test(source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, ''));

const wholeCondition = (value: string, { min, max }: NumberLimit) =>
  allOf(`${value} >= ${min}`, `${value} <= ${max}`, `floor(${value}) == ${value}`);

/**
 * The first and the last port of each entry, which the pattern gives as a pair; the last is null for a single port. A
 * range counts as two ports, so what is split at commas and hyphens is counted.
 */
const portsCondition = (value: string) => `try(
  length(split(",", replace(${value}, "-", ","))) <= ${MAX_PORT_PIECES} &&
  alltrue([
    for part in split(",", ${value}) : alltrue([
      for range in [regex("^([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?$", trimspace(part))] : (
        range[1] == null ? true : tonumber(range[0]) < tonumber(range[1])
      ) && tonumber(coalesce(range[1], range[0])) <= 65535
    ])
  ]),
  false
)`;

/** Joins conditions that all have to hold, each on a line of its own where one line would be too long. */
function allOf(...conditions: readonly string[]): string {
  const single = conditions.join(' && ');
  return single.length <= ONE_LINE.list || conditions.length === 1 ? single : `(\n  ${conditions.join(' &&\n  ')}\n)`;
}

/** Writes that a condition holds for every element of a list or map. */
export function allTrue(element: string, collection: string, condition: string): string {
  const single = `alltrue([for ${element} in ${collection} : ${condition}])`;
  if (single.length <= ONE_LINE.loop && !single.includes('\n')) return single;
  return `alltrue([\n  for ${element} in ${collection} : ${indent(condition)}\n])`;
}

/** What one element of a list or map is called: by the singular of its name. */
export function elementOf(field: string): string {
  const name = snakeCase(field);
  return name.endsWith('s') ? name.slice(0, -1) : 'entry';
}
