import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, Fields, InputLimit, InputType } from '../../constructs/inputs/types';
import type * as model from '../../model/limit';
import { expressionOf } from '../hcl/expression';
import type { Provider } from '../hcl/provider-schema';
import type { ModuleDefinition, Move, OutputType } from './definition';
import { identityOf } from './identity';
import { synthesizeModule, type ModuleJson } from './synthesize';
import { checksOfModule } from './validations';
import { isNullable } from './variables';
import { providersOf, REQUIRED_VERSION, versionRange } from './versions';

/** What a text keeps to: a pattern, a number of characters, and what may not occur in it. */
export interface TextLimit {
  readonly kind: 'text';
  readonly pattern: string;
  readonly min: number;
  readonly max: number;
  /** @default - nothing */
  readonly without?: readonly string[];
}

/** What a value keeps to. */
export type Limit =
  | TextLimit
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'cidr'; readonly version: 4 | 6 }
  | { readonly kind: 'ports' };

/** What holds between several inputs, or several fields of one. */
export interface Rule {
  readonly condition: string;
  /** What a caller is told who breaks it. */
  readonly message: string;
}

/** Type of an input with its limits: what callers have to know of it. */
export interface TypeInterface {
  /** `string`, `number`, `bool`, `list`, `map` or `object`. */
  readonly type: string;
  /** All that a value keeps to. @default - nothing but its type */
  readonly limits?: readonly Limit[];
  /** What the keys of a map keep to. @default - nothing */
  readonly keys?: TextLimit;
  /** Type of the elements of a list or map. */
  readonly element?: TypeInterface;
  /** Fields of an object, by name. */
  readonly fields?: Readonly<Record<string, InputInterface>>;
}

/** An input, or a field of one. */
export interface InputInterface extends TypeInterface {
  readonly required: boolean;
  readonly nullable: boolean;
  /** Absent for a required input. */
  readonly default?: unknown;
}

export interface OutputInterface {
  readonly type: OutputType;
  readonly sensitive: boolean;
}

/** All that callers of a module depend on. What changes here decides the next version. */
export interface ModuleInterface {
  readonly required_version: string;
  readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  readonly inputs: Readonly<Record<string, InputInterface>>;
  readonly rules: readonly Rule[];
  readonly outputs: Readonly<Record<string, OutputInterface>>;
  /** Addresses of the resources; of those with instances by key, each key or whose keys they are. */
  readonly resources: readonly string[];
  /** What the arguments are that replace a resource when they change, by address and name. */
  readonly identity: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly moved: readonly Move[];
}

/** The interface of a module, as its `interface.json` holds it. */
export function interfaceOf(definition: ModuleDefinition, providers: readonly Provider[]): ModuleInterface {
  const json = synthesizeModule(definition);
  const used = providersOf(json, providers).map(({ name, source, version }) => [
    name,
    { source, version: versionRange(version) },
  ]);
  return {
    required_version: REQUIRED_VERSION,
    required_providers: Object.fromEntries(used) as ModuleInterface['required_providers'],
    inputs: inputInterfaces(definition.inputs),
    rules: rulesOf(definition),
    outputs: Object.fromEntries(
      Object.entries(definition.outputs).map(([key, { type = 'string', sensitive = false }]) => [
        snakeCase(key),
        { type, sensitive },
      ]),
    ),
    resources: Object.entries(json.resource).flatMap(([type, named]) =>
      Object.entries(named).map(([name, { for_each: keys }]) => `${type}.${name}${keysOf(keys, json.resource)}`),
    ),
    identity: identityOf(json.resource),
    moved: definition.moved,
  };
}

const rulesOf = (definition: ModuleDefinition): Rule[] =>
  checksOfModule(definition)
    .filter(({ between }) => between)
    .map(({ condition, message }) => ({ condition: condition.replace(/\s+/g, ' '), message }));

/** The map of an object that may be missing. */
const MAP_OF_OPTIONAL = /^var\.\w+ == null \? \{\} : var\.(\w+\.\w+)$/;

/** Keys of the instances that `for_each` makes: those of an input, of another resource, or the one key. */
function keysOf(forEach: unknown, resources: ModuleJson['resource']): string {
  if (forEach === undefined) return '';
  const keys = expressionOf(forEach);
  const input = (/^var\.(\w+)$/.exec(keys) ??
    /^\{ for \w+, \w+ in var\.(\w+) : /.exec(keys) ??
    MAP_OF_OPTIONAL.exec(keys))?.[1];
  const only = /\{ (\w+) = |: "(\w+)" =>/.exec(keys)?.slice(1).find(Boolean);
  const [, type = '', name = ''] = /^\{ for \w+, \w+ in (\w+)\.(\w+) :/.exec(keys) ?? [];
  const other = resources[type]?.[name];
  if (other) return keysOf(other.for_each, resources);
  if (input === undefined && only === undefined) throw new Error(`nobody can tell the keys of ${keys}`);
  return input === undefined ? `["${String(only)}"]` : `["<key of ${input}>"]`;
}

const inputInterfaces = (fields: Fields): Record<string, InputInterface> =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [snakeCase(key), inputInterface(field)]));

const inputInterface = (field: Field): InputInterface => ({
  ...typeInterface(field.type),
  required: !field.optional,
  nullable: isNullable(field),
  ...(field.optional && { default: field.default }),
});

const typeInterface = ({ hcl, limits = [], keys, element, fields }: InputType): TypeInterface => ({
  type: /^\w+/.exec(hcl)?.[0] ?? hcl,
  ...(limits.length > 0 && { limits: limits.map((limit) => limitOf(limit)) }),
  ...(keys && { keys: textLimit(keys) }),
  ...(element && { element: typeInterface(element) }),
  ...(fields && { fields: inputInterfaces(fields) }),
});

const limitOf = (limit: InputLimit): Limit => {
  if (limit.kind === 'text') return textLimit(limit.of);
  if (limit.kind !== 'whole') return limit;
  const { min, max } = limit.of;
  return { kind: 'whole', min, max };
};

const textLimit = ({ pattern, min, max, without }: model.TextLimit): TextLimit => ({
  kind: 'text',
  pattern: pattern.source,
  min,
  max,
  ...(without && { without }),
});
