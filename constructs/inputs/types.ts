import type { IResolvable } from 'cdktf';
import type { NumberConstraint, TextConstraint } from '../../model/constraint';
import { snakeCase } from './snake-case';

/** A value of a limited set or form; the model checks literals with it, modules print it as `validation`. */
export type Constraint =
  | { readonly kind: 'text'; readonly limit: TextConstraint }
  | { readonly kind: 'whole'; readonly limit: NumberConstraint }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'cidr'; readonly version: 4 | 6 }
  | { readonly kind: 'ports' };

/** A rule between several inputs, or between several fields of an object. */
export interface InputRule {
  /** Writes what holds in HCL. Inputs are attributes of `owner`, which is `var` then, as fields are of their object. */
  readonly condition: (owner: string) => string;
  /** Input or field that a module says it about, by its name in TypeScript. */
  readonly at: string;
  /** What is allowed and how to mend it, as sentences with Terraform's names. */
  readonly message: string;
}

/**
 * Type of a module's input, in TypeScript and in Terraform at once.
 * `T` is what a prop of this type takes: literals, or tokens where a module hands over a variable.
 */
export interface InputType<T> {
  /** How modules write the type: `list(string)`. */
  readonly hcl: string;
  /** Limits of the value, all of which it keeps to. */
  readonly constraints?: readonly Constraint[];
  /** Limits of the keys of a map. */
  readonly keys?: TextConstraint;
  /** Type of the elements of a list or map. */
  readonly element?: InputType<unknown>;
  /** Fields of an object by their name in TypeScript. */
  readonly fields?: Fields;
  /** What holds between the fields of an object. */
  readonly rules?: readonly InputRule[];
  /** Turns a literal into what Terraform gets: snake_case keys, every default filled in, null where nothing is. */
  wire(value: T): unknown;
}

/** One input, or one field of an object. */
export interface Field<T, Optional extends boolean = boolean> {
  readonly type: InputType<T>;
  /** What it is for, as a sentence. */
  readonly description: string;
  /** Value used where none is given; null stands for none. Absent for a required field. */
  readonly default?: unknown;
  readonly optional: Optional;
}

export type Fields = Readonly<Record<string, Field<never>>>;

type RequiredKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: false } ? K : never }[keyof F];
type OptionalKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type ValueOf<F> = F extends { readonly type: InputType<infer T> } ? T : never;

/** Props that the fields of a table take. */
export type PropsOf<F> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> | undefined;
};

const scalar = <T>(hcl: string, ...constraints: readonly Constraint[]): InputType<T> => ({
  hcl,
  constraints,
  wire: (value) => value,
});

const limitedText = (limit?: TextConstraint): Constraint[] => (limit ? [{ kind: 'text', limit }] : []);

export const text = (limit?: TextConstraint): InputType<string> => scalar('string', ...limitedText(limit));

export const oneOf = (values: readonly string[]): InputType<string> => scalar('string', { kind: 'one-of', values });

export const oneOfNumbers = (values: readonly number[]): InputType<number> =>
  scalar('number', { kind: 'one-of', values });

/** Ports of a firewall rule. */
export const ports = (): InputType<string> => scalar('string', { kind: 'ports' });

/** A network, of a limited form if one is given. */
export const cidr = (version: 4 | 6, limit?: TextConstraint): InputType<string> =>
  scalar('string', { kind: 'cidr', version }, ...limitedText(limit));

export const number = (limit?: NumberConstraint): InputType<number> =>
  scalar('number', ...(limit ? [{ kind: 'whole' as const, limit }] : []));

export const bool = (): InputType<boolean | IResolvable> => scalar('bool');

export const list = <T>(element: InputType<T>): InputType<readonly T[]> => ({
  hcl: `list(${element.hcl})`,
  element: element,
  wire: (value) => (Array.isArray(value) ? value.map((entry: T) => element.wire(entry)) : value),
});

/** A map by keys that are part of Terraform addresses, or a token that stands for one. */
export const map = <T>(
  element: InputType<T>,
  keys?: TextConstraint,
): InputType<Readonly<Record<string, T>> | IResolvable> => ({
  hcl: `map(${element.hcl})`,
  element: element,
  ...(keys && { keys }),
  wire: (value) =>
    isLiteral(value)
      ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, element.wire(entry)]))
      : value,
});

/** An object, or a token that stands for one. */
export const object = <F extends Fields>(
  fields: F,
  rules: readonly InputRule[] = [],
): InputType<PropsOf<F> | IResolvable> => ({
  hcl: `object({ ${Object.entries(fields)
    .map(([key, field]) => fieldHcl(key, field))
    .join(', ')} })`,
  fields,
  rules,
  wire: (value) => (isLiteral(value) ? wireFields(fields, value) : value),
});

export const required = <T>(type: InputType<T>, description: string): Field<T, false> => ({
  type,
  description,
  optional: false,
});

/** A field that may be left out; null means that nothing is set. */
export const optional = <T>(type: InputType<T>, description: string, value: unknown = null): Field<T, true> => ({
  type,
  description,
  default: value,
  optional: true,
});

/** Fills in the defaults of a table and writes each value as Terraform gets it, by its name in TypeScript. */
export function wireProps<F extends Fields>(fields: F, props: PropsOf<F>): { readonly [K in keyof F]: unknown } {
  const given = props as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, wireField(field, given[key])])) as {
    [K in keyof F]: unknown;
  };
}

function wireFields(fields: Fields, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [snakeCase(key), wireField(field, value[key])]),
  );
}

function wireField(field: Field<never>, value: unknown): unknown {
  return value === undefined || value === null ? (field.default ?? null) : field.type.wire(value as never);
}

function fieldHcl(key: string, { type, optional, default: value }: Field<never>): string {
  const name = `${snakeCase(key)} = `;
  if (!optional) return name + type.hcl;
  return value === null ? `${name}optional(${type.hcl})` : `${name}optional(${type.hcl}, ${JSON.stringify(value)})`;
}

function isLiteral(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('resolve' in value);
}
