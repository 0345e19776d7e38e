import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, InputRule, InputType } from '../../constructs/inputs/types';
import { quoted } from '../hcl/expression';
import type { Block } from '../hcl/body';
import type { ModuleDefinition } from './definition';
import { allowedBy, allTrue, elementOf, limitInHcl, textCondition } from './limits-in-hcl';

/** Longest condition of a value that may be null on one line, in characters. */
const ONE_LINE = 100;

/** A value within a variable, on the way to what is demanded of it. */
interface Place {
  /** The value as an expression. */
  readonly value: string;
  /** The value as messages name it: `node_pools[*].type`. */
  readonly name: string;
  /** Makes of a condition on this value one on the whole variable. */
  readonly within: (condition: string) => string;
  /** Makes of a list of texts that is written here one of the whole variable. */
  readonly gathered: (list: string) => string;
  /** The outermost map that the value is in. */
  readonly map?: OuterMap;
}

interface OuterMap {
  /** The map as messages name it. */
  readonly name: string;
  /** Makes of a condition on the value a list of the keys whose entries break it. */
  readonly breaking: (condition: string) => string;
}

export interface Check {
  readonly condition: string;
  readonly message: string;
  /** The message as an expression, which names the keys that it is about. */
  readonly expression: string;
  /** Whether it is about several values, and not the limit of one. */
  readonly between: boolean;
}

/** The `validation` blocks of a variable: what its type demands, then what holds between it and other variables. */
export function validationBlocks(key: string, field: Field, rules: readonly InputRule[]): Block[] {
  return checksOfVariable(key, field, rules).map(({ condition, expression }) => ({
    type: 'validation',
    body: [
      { name: 'condition', value: condition },
      { name: 'error_message', value: expression },
    ],
  }));
}

/** All that the variables of a module are checked for, in their order. */
export const checksOfModule = ({ inputs, rules }: ModuleDefinition): Check[] =>
  Object.entries(inputs).flatMap(([key, field]) => checksOfVariable(key, field, rules));

function checksOfVariable(key: string, field: Field, rules: readonly InputRule[]): Check[] {
  const same = (text: string) => text;
  const variable = { value: `var.${snakeCase(key)}`, name: snakeCase(key), within: same, gathered: same };
  const between = rules.filter(({ at }) => at === key);
  return [
    ...checksOf(field, variable),
    ...between.map(({ condition, message }) => ({
      ...{ condition: condition('var'), message, between: true },
      expression: quoted(message),
    })),
  ];
}

function checksOf({ type, optional, default: value }: Pick<Field, 'type' | 'optional' | 'default'>, place: Place) {
  return typeChecks(type, optional && value === null ? mayBeNull(type, place) : place);
}

function typeChecks(type: InputType, place: Place): Check[] {
  const { limits = [], keys, fields = {}, rules = [], element } = type;
  return [
    ...limits.map((limit) => limitCheck(place, limitInHcl(place.value, limit), allowedBy(limit))),
    ...(keys ? [keyCheck(place, keys)] : []),
    ...Object.entries(fields).flatMap(([key, field]) =>
      checksOf(field, {
        ...place,
        value: `${place.value}.${snakeCase(key)}`,
        name: `${place.name}.${snakeCase(key)}`,
      }),
    ),
    ...rules.map(({ condition, message }) =>
      checkAt(place, condition(place.value), `${place.name}: ${message}`, { between: true }),
    ),
    ...(element ? typeChecks(element, elementPlace(place, type, element)) : []),
  ];
}

const limitCheck = (place: Place, condition: string, allowed: string) =>
  checkAt(place, condition, `${place.name} must be ${allowed}.`, { between: false });

function checkAt(
  { within, map }: Place,
  condition: string,
  message: string,
  { between }: Pick<Check, 'between'>,
): Check {
  const expression = map ? naming(map.breaking(condition), message, `${map.name}[`, '*') : quoted(message);
  return { condition: within(condition), message, expression, between };
}

function keyCheck(place: Place, keys: NonNullable<InputType['keys']>): Check {
  const condition = textCondition('key', keys);
  const check = checkAt(
    place,
    allTrue('key', `keys(${place.value})`, condition),
    `Each key of ${place.name} must be ${keys.allowed}.`,
    { between: false },
  );
  if (place.map) return check;
  const breaking = place.gathered(
    `[for key in keys(${place.value}) : jsonencode(key) if !${inParentheses(condition)}]`,
  );
  return { ...check, expression: naming(breaking, `${check.message.replace(/\.$/, '')}; * is not.`, '; ', '*') };
}

/** A message with a list of keys in the place of a sign that follows some text. */
function naming(keys: string, message: string, before: string, sign: string): string {
  const at = message.indexOf(before + sign) + before.length;
  const [head, tail] = [message.slice(0, at), message.slice(at + sign.length)];
  return `${quoted(head).slice(0, -1)}\${join(", ", ${keys})}${quoted(tail).slice(1)}`;
}

/** An object that may be null is looked at as a list of at most one, a list as an empty one, and a value not at all. */
function mayBeNull(type: InputType, place: Place): Place {
  const { value } = place;
  if (type.fields) {
    const object = value.slice(value.lastIndexOf('.') + 1);
    const gathered = (list: string) => place.gathered(`flatten([for ${object} in ${value}[*] : ${list}])`);
    return { ...deeper(place, object, (condition) => allTrue(object, `${value}[*]`, condition)), gathered };
  }
  if (type.element) return { ...place, value: `coalesce(${value}, [])` };
  return deeper(place, value, (condition) => unlessNull(value, condition));
}

/** A place inside another one, with what makes of a condition there one on the place around it. */
const deeper = (place: Place, value: string, around: (condition: string) => string): Place => ({
  ...place,
  value,
  within: (condition) => place.within(around(condition)),
  ...(place.map && {
    map: { ...place.map, breaking: (condition: string) => place.map?.breaking(around(condition)) ?? '' },
  }),
});

function unlessNull(value: string, condition: string): string {
  const single = `${value} == null ? true : ${condition}`;
  return single.length <= ONE_LINE || condition.includes('\n')
    ? single
    : `${value} == null ? true : (\n  ${condition}\n)`;
}

function elementPlace(place: Place, { hcl }: InputType, { limits }: InputType): Place {
  const { value, name } = place;
  const field = name.slice(name.lastIndexOf('.') + 1);
  const element = limits?.some(({ kind }) => kind === 'cidr') ? 'network' : elementOf(field);
  const inside = deeper(place, element, (condition) => allTrue(element, value, condition));
  const breaking = (condition: string) =>
    place.gathered(`[for key, ${element} in ${value} : jsonencode(key) if !${inParentheses(condition)}]`);
  const isOuterMap = hcl.startsWith('map(') && !place.map;
  return { ...inside, name: `${name}[*]`, ...(isOuterMap && { map: { name, breaking } }) };
}

const inParentheses = (condition: string) =>
  condition.startsWith('(\n') ? onOneLine(condition) : `(${onOneLine(condition)})`;

/** An expression that stands within a text. */
const onOneLine = (expression: string) =>
  expression
    .replace(/([([])\n\s*/g, '$1')
    .replace(/\n\s*([)\]])/g, '$1')
    .replace(/\n\s*/g, ' ');
