import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Field, Fields, InputType } from '../../constructs/inputs/types';
import type { Provider } from '../hcl/provider-schema';
import type { ModuleDefinition, Move } from './definition';
import { synthesizeModule } from './synthesize';
import { messagesOf } from './validations';
import { isNullable } from './variables';
import { providersOf, REQUIRED_VERSION, versionRange } from './versions';

/** Type of an input: what callers have to know of it, without its rules. */
export interface TypeInterface {
  /** `string`, `number`, `bool`, `list`, `map` or `object`. */
  readonly type: string;
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

/** All that callers of a module depend on. What changes here decides the next version. */
export interface ModuleInterface {
  readonly required_version: string;
  readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  readonly inputs: Readonly<Record<string, InputInterface>>;
  /** What the validations of the inputs say. */
  readonly rules: readonly string[];
  readonly outputs: Readonly<Record<string, { readonly sensitive: boolean }>>;
  /** Addresses of the resources, without keys of instances. */
  readonly resources: readonly string[];
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
    rules: messagesOf(definition),
    outputs: Object.fromEntries(
      Object.entries(definition.outputs).map(([key, { sensitive = false }]) => [snakeCase(key), { sensitive }]),
    ),
    resources: Object.entries(json.resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)),
    moved: definition.moved,
  };
}

const inputInterfaces = (fields: Fields): Record<string, InputInterface> =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [snakeCase(key), inputInterface(field)]));

const inputInterface = (field: Field<never>): InputInterface => ({
  ...typeInterface(field.type),
  required: !field.optional,
  nullable: isNullable(field),
  ...(field.optional && { default: field.default }),
});

const typeInterface = ({ hcl, element, fields }: InputType<never>): TypeInterface => ({
  type: /^\w+/.exec(hcl)?.[0] ?? hcl,
  ...(element && { element: typeInterface(element) }),
  ...(fields && { fields: inputInterfaces(fields) }),
});
