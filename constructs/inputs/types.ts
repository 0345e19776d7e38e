import type { IResolvable } from 'cdktf';
import type { NumberLimit, TextLimit } from '../../model/limit';
import { snakeCase } from './snake-case';

/** A value of a limited set or form; the model checks literals with it, modules print it as `validation`. */
export type InputLimit =
  | { readonly kind: 'text'; readonly of: TextLimit }
  | { readonly kind: 'whole'; readonly of: NumberLimit }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'cidr'; readonly version: 4 | 6 }
  | { readonly kind: 'ports' };

/** A rule between several inputs, or between several fields of an object. */
export interface InputRule {
  /** Writes what holds in HCL. Inputs are attributes of `owner`, which is `var` then, as fields are of their object. */
  readonly condition: (owner: string) => string;
  /** Input or field that a module says it about, by its name in TypeScript. */
  readonly at: string;
  /** What is allowed and how to fix it, as sentences with Terraform's names. */
  readonly message: string;
}

/**
 * Type of a module's input, in TypeScript and in Terraform at once.
 *
 * `T` is what a prop of this type takes, `W` what Terraform gets of it. A token has the type of what it stands for.
 */
export interface InputType<T = unknown, W = unknown> {
  /** How modules write the type: `list(string)`. */
  readonly hcl: string;
  /** Limits of the value, all of which it keeps to. */
  readonly limits?: readonly InputLimit[];
  /** Limits of the keys of a map. */
  readonly keys?: TextLimit;
  /** Type of the elements of a list or map. */
  readonly element?: InputType;
  /** Fields of an object by their name in TypeScript. */
  readonly fields?: Fields;
  /** What holds between the fields of an object. */
  readonly rules?: readonly InputRule[];
  /** Turns a literal into what Terraform gets: snake_case keys, every default filled in, null where nothing is. */
  wire(value: unknown): unknown;
  /** For the compiler alone. It is never there. */
  readonly types?: { readonly prop: T; readonly wire: W };
}

/** One input, or one field of an object. */
export interface Field<T = unknown, Optional extends boolean = boolean, W = unknown> {
  readonly type: InputType<T>;
  /** What it is for, as a sentence. */
  readonly description: string;
  /** Value used where none is given; null stands for none. Absent for a required field. */
  readonly default?: unknown;
  readonly optional: Optional;
  /** For the compiler alone: what Terraform gets. It is never there. */
  readonly wire?: W;
}

export type Fields = Readonly<Record<string, Field>>;

type RequiredKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: false } ? K : never }[keyof F];
type OptionalKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** Props that the fields of a table take. */
export type PropsOf<F> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> | undefined;
};

/**
 * The same as Terraform gets them: no gaps, literals and tokens alike. What is not set is null, as in a module; it has the
 * type undefined, since the library takes null for an argument, but its types do not say so.
 */
export type WireOf<F> = { readonly [K in keyof F]: F[K] extends Field<unknown, boolean, infer W> ? W : never };

/** An object with known fields. */
export interface ObjectType<F extends Fields> extends InputType<PropsOf<F>, Readonly<Record<string, unknown>>> {
  readonly fields: F;
}

const scalar = <T>(hcl: string, ...limits: readonly InputLimit[]): InputType<T, T> => ({
  hcl,
  limits,
  wire: (value) => value,
});

const limitedText = (limit?: TextLimit): InputLimit[] => (limit ? [{ kind: 'text', of: limit }] : []);

export const text = (limit?: TextLimit) => scalar<string>('string', ...limitedText(limit));

export const oneOf = (values: readonly string[]) => scalar<string>('string', { kind: 'one-of', values });

export const oneOfNumbers = (values: readonly number[]) => scalar<number>('number', { kind: 'one-of', values });

/** Ports of a firewall rule. */
export const ports = () => scalar<string>('string', { kind: 'ports' });

/** A network, of a limited form if one is given. */
export const cidr = (version: 4 | 6, limit?: TextLimit) =>
  scalar<string>('string', { kind: 'cidr', version }, ...limitedText(limit));

export const number = (limit?: NumberLimit) =>
  scalar<number>('number', ...(limit ? [{ kind: 'whole' as const, of: limit }] : []));

export const bool = () => scalar<boolean | IResolvable>('bool');

export const list = <T, W>(element: InputType<T, W>): InputType<readonly T[], W[]> => ({
  hcl: `list(${element.hcl})`,
  element,
  wire: (value) => (Array.isArray(value) ? value.map((entry) => element.wire(entry)) : value),
});

/** A map by keys that are part of Terraform addresses, or a token that stands for one. */
export const map = <T, W>(
  element: InputType<T, W>,
  keys?: TextLimit,
): InputType<Readonly<Record<string, T>> | IResolvable, Record<string, W>> => ({
  hcl: `map(${element.hcl})`,
  element,
  ...(keys && { keys }),
  wire: (value) =>
    isLiteral(value)
      ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, element.wire(entry)]))
      : value,
});

/** An object. Where it is always there, a module hands over its fields one by one. */
export const object = <F extends Fields>(fields: F, rules: readonly InputRule[] = []): ObjectType<F> => ({
  hcl: `object({ ${Object.entries(fields)
    .map(([key, field]) => fieldHcl(key, field))
    .join(', ')} })`,
  fields,
  rules,
  wire: (value) => (isLiteral(value) ? wireFields(fields, value) : value),
});

export const required = <T, W>(type: InputType<T, W>, description: string): Field<T, false, W> => ({
  type,
  description,
  optional: false,
});

/** A field that may be left out. Without a default, nothing is set. */
export function optional<T, W>(type: InputType<T, W>, description: string): Field<T, true, W | undefined>;
export function optional<T, W>(type: InputType<T, W>, description: string, value: W): Field<T, true, W>;
export function optional<T>(type: InputType<T>, description: string, value: unknown = null): Field<T, true> {
  return { type, description, default: value, optional: true };
}

/** Fills in the defaults of a table and writes each value as Terraform gets it, by its name in TypeScript. */
export function wireProps<F extends Fields>(fields: F, props: PropsOf<F>): WireOf<F> {
  const given = new Map<string, unknown>(Object.entries(props));
  const wired = Object.entries(fields).map(([key, field]) => [key, wireField(field, given.get(key))]);
  // The table has the same keys, and its types say what each becomes.
  return Object.fromEntries(wired) as WireOf<F>;
}

function wireFields(fields: Fields, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [snakeCase(key), wireField(field, value[key])]),
  );
}

function wireField(field: Field, value: unknown): unknown {
  return value === undefined || value === null ? (field.default ?? null) : field.type.wire(value);
}

function fieldHcl(key: string, { type, optional, default: value }: Field): string {
  const name = `${snakeCase(key)} = `;
  if (!optional) return name + type.hcl;
  return value === null ? `${name}optional(${type.hcl})` : `${name}optional(${type.hcl}, ${JSON.stringify(value)})`;
}

function isLiteral(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('resolve' in value);
}
