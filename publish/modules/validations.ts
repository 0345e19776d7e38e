import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, InputRule, InputType } from '../../constructs/inputs/types';
import { quoted } from '../hcl/expression';
import type { Block } from '../hcl/body';
import type { ModuleDefinition } from './definition';
import { allowedBy, allTrue, constraintOn, elementOf, textCondition } from './conditions';

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
}

export interface Check {
  readonly condition: string;
  readonly message: string;
  /** Whether it is about several values, and not the limit of one. */
  readonly between: boolean;
}

/** The `validation` blocks of a variable: what its type demands, then what holds between it and other variables. */
export function validationBlocks(key: string, field: Field<never>, rules: readonly InputRule[]): Block[] {
  return checksOfVariable(key, field, rules).map(({ condition, message }) => ({
    type: 'validation',
    body: [
      { name: 'condition', value: condition },
      { name: 'error_message', value: quoted(message) },
    ],
  }));
}

/** All that the variables of a module are checked for, in their order. */
export const checksOfModule = ({ inputs, rules }: ModuleDefinition): Check[] =>
  Object.entries(inputs).flatMap(([key, field]) => checksOfVariable(key, field, rules));

function checksOfVariable(key: string, field: Field<never>, rules: readonly InputRule[]): Check[] {
  const variable = { value: `var.${snakeCase(key)}`, name: snakeCase(key), within: (condition: string) => condition };
  const between = rules.filter(({ at }) => at === key);
  return [
    ...checksOf(field, variable),
    ...between.map(({ condition, message }) => ({ condition: condition('var'), message, between: true })),
  ];
}

function checksOf(
  { type, optional, default: value }: Pick<Field<never>, 'type' | 'optional' | 'default'>,
  place: Place,
) {
  return typeChecks(type, optional && value === null ? mayBeNull(type, place) : place);
}

function typeChecks(type: InputType<never>, place: Place): Check[] {
  const { constraints = [], keys, fields = {}, rules = [], element } = type;
  return [
    ...constraints.map((constraint) => check(place, constraintOn(place.value, constraint), allowedBy(constraint))),
    ...(keys ? [keyCheck(place, keys)] : []),
    ...Object.entries(fields).flatMap(([key, field]) =>
      checksOf(field, {
        value: `${place.value}.${snakeCase(key)}`,
        name: `${place.name}.${snakeCase(key)}`,
        within: place.within,
      }),
    ),
    ...rules.map(({ condition, message }) => ({
      condition: place.within(condition(place.value)),
      message: `${place.name}: ${message}`,
      between: true,
    })),
    ...(element ? typeChecks(element, elementPlace(place, element)) : []),
  ];
}

const check = (place: Place, condition: string, allowed: string): Check => ({
  condition: place.within(condition),
  message: `${place.name} must be ${allowed}.`,
  between: false,
});

function keyCheck(place: Place, keys: NonNullable<InputType<never>['keys']>): Check {
  const key = { ...place, name: `Each key of ${place.name}` };
  return check(key, allTrue('key', `keys(${place.value})`, textCondition('key', keys)), keys.allowed);
}

/** An object that may be null is looked at as a list of at most one, a list as an empty one, and a value not at all. */
function mayBeNull(type: InputType<never>, { value, name, within }: Place): Place {
  if (type.fields) {
    const object = value.slice(value.lastIndexOf('.') + 1);
    return { value: object, name, within: (condition) => within(allTrue(object, `${value}[*]`, condition)) };
  }
  if (type.element) return { value: `coalesce(${value}, [])`, name, within };
  return { value, name, within: (condition) => within(unlessNull(value, condition)) };
}

function unlessNull(value: string, condition: string): string {
  const single = `${value} == null ? true : ${condition}`;
  return single.length <= ONE_LINE || condition.includes('\n')
    ? single
    : `${value} == null ? true : (\n  ${condition}\n)`;
}

function elementPlace({ value, name, within }: Place, { constraints }: InputType<never>): Place {
  const field = name.slice(name.lastIndexOf('.') + 1);
  const element = constraints?.some(({ kind }) => kind === 'cidr') ? 'network' : elementOf(field);
  return { value: element, name: `${name}[*]`, within: (condition) => within(allTrue(element, value, condition)) };
}
