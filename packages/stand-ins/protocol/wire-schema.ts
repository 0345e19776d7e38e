import type { Attribute, Block, NestingMode, ProviderSchema, Schema } from './schema';

/** The answer to GetProviderSchema, in the field names of the protocol. */
export function wireSchemas(schema: ProviderSchema): object {
  return {
    provider: wireSchema(schema.provider),
    resource_schemas: mapValues(schema.resource_schemas, wireSchema),
    data_source_schemas: mapValues(schema.data_source_schemas, wireSchema),
    server_capabilities: { get_provider_schema_optional: true },
  };
}

function wireSchema(schema: Schema): object {
  return { version: schema.version, block: wireBlock(schema.block) };
}

function wireBlock(block: Block): object {
  return {
    attributes: wireAttributes(block.attributes ?? {}),
    block_types: Object.entries(block.block_types ?? {}).map(([type_name, it]) => ({
      type_name,
      block: wireBlock(it.block),
      nesting: wireNesting(it.nesting_mode),
      min_items: it.min_items,
      max_items: it.max_items,
    })),
    deprecated: block.deprecated,
  };
}

function wireAttributes(attributes: Record<string, Attribute>): object[] {
  return Object.entries(attributes).map(([name, { type, nested_type: nested, ...flags }]) => ({
    name,
    ...flags,
    ...(nested
      ? { nested_type: { attributes: wireAttributes(nested.attributes), nesting: wireNesting(nested.nesting_mode) } }
      : { type: Buffer.from(JSON.stringify(type)) }),
  }));
}

function wireNesting(mode: NestingMode): string {
  return mode.toUpperCase();
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
