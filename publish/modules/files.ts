import { snakeCase } from '../../constructs/inputs/snake-case';
import { fileOf, type Block, type Item } from '../hcl/body';
import { expressionOf } from '../hcl/expression';
import type { Provider } from '../hcl/provider-schema';
import { resourceBlocks } from '../hcl/resources';
import type { ModuleDefinition } from './definition';
import { synthesizeModule, type ModuleJson } from './synthesize';
import { variableBlocks } from './variables';
import { versionsBlock } from './versions';

/** The Terraform files of a module, by name. */
export function terraformFiles(definition: ModuleDefinition, providers: readonly Provider[]): Record<string, string> {
  const json = synthesizeModule(definition);
  const files: Record<string, readonly Item[]> = {
    'versions.tf': [versionsBlock(json, providers)],
    'variables.tf': variableBlocks(definition),
    'main.tf': resourceBlocks(json.resource, providers, definition.comments),
    'locals.tf': localBlocks(json),
    'outputs.tf': outputBlocks(definition, json),
    'moved.tf': definition.moved.map((move) => movedBlock(move)),
  };
  const written = Object.entries(files).filter(([, items]) => items.length > 0);
  return Object.fromEntries(written.map(([name, items]) => [name, fileOf(items)]));
}

/** Each local in a block of its own, so that long ones stand apart. */
const localBlocks = ({ locals = {} }: ModuleJson): Block[] =>
  Object.entries(locals).map(([name, value]) => ({ type: 'locals', body: [{ name, value: expressionOf(value) }] }));

const outputBlocks = ({ outputs }: ModuleDefinition, { output = {} }: ModuleJson): Block[] =>
  Object.entries(outputs).map(([property, { description, sensitive = false }]) => ({
    type: 'output',
    labels: [snakeCase(property)],
    body: [
      { name: 'description', value: expressionOf(description) },
      { name: 'value', value: expressionOf(output[snakeCase(property)]?.value) },
      ...(sensitive ? [{ name: 'sensitive', value: 'true' }] : []),
    ],
  }));

const movedBlock = ({ from, to }: ModuleDefinition['moved'][number]): Block => ({
  type: 'moved',
  body: [
    { name: 'from', value: from },
    { name: 'to', value: to },
  ],
});
