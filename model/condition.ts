import { fits, type TextConstraint } from './constraint';

/**
 * A condition between several values, as data: the model judges it on the values of a file, and the modules write it
 * into a `validation` block. Fields are named as in TypeScript, those of an inner object with dots.
 */
export type Condition =
  | { readonly kind: 'set'; readonly field: string }
  | { readonly kind: 'equals'; readonly field: string; readonly value: string | boolean }
  | { readonly kind: 'among'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'matches'; readonly field: string; readonly limit: TextConstraint }
  | { readonly kind: 'at-most'; readonly field: string; readonly limit: string }
  | { readonly kind: 'differs'; readonly field: string; readonly from: string }
  | { readonly kind: 'filled'; readonly field: string }
  | { readonly kind: 'distinct'; readonly field: string; readonly by: string }
  | { readonly kind: 'count-at-most'; readonly fields: readonly string[]; readonly max: number }
  | { readonly kind: 'each'; readonly field: string; readonly condition: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'same'; readonly conditions: readonly [Condition, Condition] };

/** Holds where a value is given. */
export const set = (field: string): Condition => ({ kind: 'set', field });

export const equals = (field: string, value: string | boolean): Condition => ({ kind: 'equals', field, value });

export const among = (field: string, values: readonly string[]): Condition => ({ kind: 'among', field, values });

/** Holds for text of a form. */
export const matches = (field: string, limit: TextConstraint): Condition => ({ kind: 'matches', field, limit });

/** Holds where a number is not above that of another field. */
export const atMost = (field: string, limit: string): Condition => ({ kind: 'at-most', field, limit });

/** Holds where a value is not that of another field. */
export const differs = (field: string, from: string): Condition => ({ kind: 'differs', field, from });

/** Holds for a list with something in it. */
export const filled = (field: string): Condition => ({ kind: 'filled', field });

/** Holds for a list in which no two elements have the same value in a field. */
export const distinct = (field: string, by: string): Condition => ({ kind: 'distinct', field, by });

/** Holds for lists that have no more elements together. */
export const countAtMost = (fields: readonly string[], max: number): Condition => ({
  kind: 'count-at-most',
  fields,
  max,
});

/** Holds where a condition holds for every element of a list or map. */
export const each = (field: string, condition: Condition): Condition => ({ kind: 'each', field, condition });

export const not = (condition: Condition): Condition => ({ kind: 'not', condition });

export const any = (...conditions: readonly Condition[]): Condition => ({ kind: 'any', conditions });

/** Holds where both conditions hold or neither does. */
export const same = (first: Condition, second: Condition): Condition => ({ kind: 'same', conditions: [first, second] });

/** Holds where the second condition holds as soon as the first does. */
export const implies = (first: Condition, second: Condition): Condition => any(not(first), second);

/** Judges a condition on values; what is missing counts as null. */
export function holds(condition: Condition, values: unknown): boolean {
  switch (condition.kind) {
    case 'set':
      return isSet(at(values, condition.field));
    case 'equals':
      return at(values, condition.field) === condition.value;
    case 'among':
      return condition.values.includes(String(at(values, condition.field)));
    case 'matches':
      return fits(condition.limit, String(at(values, condition.field)));
    case 'at-most':
      return Number(at(values, condition.field)) <= Number(at(values, condition.limit));
    case 'differs':
      return at(values, condition.field) !== at(values, condition.from);
    case 'filled':
      return elements(at(values, condition.field)).length > 0;
    case 'distinct': {
      const keys = elements(at(values, condition.field)).map((element) => at(element, condition.by));
      return new Set(keys).size === keys.length;
    }
    case 'count-at-most':
      return condition.fields.flatMap((field) => elements(at(values, field))).length <= condition.max;
    case 'each':
      return elements(at(values, condition.field)).every((element) => holds(condition.condition, element));
    case 'not':
      return !holds(condition.condition, values);
    case 'any':
      return condition.conditions.some((one) => holds(one, values));
    case 'same': {
      const [first, second] = condition.conditions;
      return holds(first, values) === holds(second, values);
    }
  }
}

const isSet = (value: unknown) => value !== undefined && value !== null;

const elements = (value: unknown): unknown[] => Object.values(value ?? {});

const at = (values: unknown, field: string): unknown =>
  field
    .split('.')
    .reduce<unknown>((owner, key) => (owner as Readonly<Record<string, unknown>> | null | undefined)?.[key], values);
