import { TerraformOutput, type TerraformStack } from 'cdktf';
import { join, resolve } from 'node:path';
import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Fields, InputType } from '../../constructs/inputs/types';
import type { ModuleDefinition } from '../../publish/modules/definition';
import { synthesizeConstruct } from './construct-root';

export type Props = Readonly<Record<string, unknown>>;

const MODULES = resolve(__dirname, '../../modules');

/** A root module in JSON that calls a module with these props, written as its callers write them: without defaults. */
export function callOf(
  { name, inputs, outputs }: ModuleDefinition,
  props: Props,
  source = join(MODULES, name),
): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    provider: providersFor(props),
    module: { this: { source, ...inputsOf(inputs, props) } },
    output: Object.fromEntries(
      Object.keys(outputs).map((key) => [snakeCase(key), { value: `\${module.this.${snakeCase(key)}}` }]),
    ),
  };
}

/** A root module in JSON that has the construct of a module itself, with the same props as literals. */
export function inlineOf({ build, outputs }: ModuleDefinition, props: Props): object {
  const inline = synthesizeConstruct((root: TerraformStack) => {
    const construct = build(root, props as never) as unknown as Props;
    for (const key of Object.keys(outputs)) {
      new TerraformOutput(root, `output-${key}`, { value: construct[key] }).overrideLogicalId(snakeCase(key));
    }
  });
  return { ...inline, provider: providersFor(props) };
}

/** LKE Enterprise is still in the beta version of the API. */
const providersFor = ({ tier }: Props) => ({ linode: tier === undefined ? {} : { api_version: 'v4beta' } });

/** Props as inputs of a module: other names, the same values. */
const inputsOf = (fields: Fields, props: Props): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(props).map(([key, value]) => [
      snakeCase(key),
      fields[key] ? valueOf(fields[key].type, value) : value,
    ]),
  );

function valueOf({ fields, element, hcl }: InputType, value: unknown): unknown {
  if (value === null) return value;
  if (fields) return inputsOf(fields, value as Props);
  if (element && Array.isArray(value)) return value.map((entry) => valueOf(element, entry));
  if (!element || !hcl.startsWith('map')) return value;
  return Object.fromEntries(Object.entries(value as Props).map(([key, entry]) => [key, valueOf(element, entry)]));
}
