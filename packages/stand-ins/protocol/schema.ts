/**
 * Provider schemas in the form of `terraform providers schema -json`: the only description of resources that the
 * stand-in has, and the one it serves.
 */

/** A type as Terraform writes it in JSON, for example `["list", "string"]`. */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | ['list' | 'set' | 'map', CtyType]
  | ['object', Record<string, CtyType>]
  | ['tuple', CtyType[]];

export type NestingMode = 'single' | 'list' | 'set' | 'map' | 'group';

export interface NestedType {
  attributes: Record<string, Attribute>;
  nesting_mode: NestingMode;
}

export interface Attribute {
  type?: CtyType;
  nested_type?: NestedType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  deprecated?: boolean;
  write_only?: boolean;
}

export interface NestedBlock {
  block: Block;
  nesting_mode: NestingMode;
  min_items?: number;
  max_items?: number;
}

export interface Block {
  attributes?: Record<string, Attribute>;
  block_types?: Record<string, NestedBlock>;
  deprecated?: boolean;
}

export interface Schema {
  version: number;
  block: Block;
}

export interface ProviderSchema {
  provider: Schema;
  resource_schemas: Record<string, Schema>;
  data_source_schemas: Record<string, Schema>;
}

/** The type of a whole block's value: always an object. */
export function blockType(block: Block): ['object', Record<string, CtyType>] {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, it]) => [name, attributeType(it)]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, it]) => [
    name,
    nest(it.nesting_mode, blockType(it.block)),
  ]);
  return ['object', Object.fromEntries([...attributes, ...blocks]) as Record<string, CtyType>];
}

function attributeType(attribute: Attribute): CtyType {
  const nested = attribute.nested_type;
  return nested
    ? nest(nested.nesting_mode, blockType({ attributes: nested.attributes }))
    : (attribute.type ?? 'dynamic');
}

function nest(mode: NestingMode, type: CtyType): CtyType {
  return mode === 'single' || mode === 'group' ? type : [mode, type];
}

/** Something nested in a block that holds attributes of its own: a block, or an attribute with a nested type. */
export interface Nested {
  name: string;
  mode: NestingMode;
  block: Block;
}

export function nestedOf(block: Block): Nested[] {
  const blocks = Object.entries(block.block_types ?? {}).map(([name, it]) => ({
    name,
    mode: it.nesting_mode,
    block: it.block,
  }));
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, { nested_type: it }]) =>
    it ? [{ name, mode: it.nesting_mode, block: { attributes: it.attributes } }] : [],
  );
  return [...blocks, ...attributes];
}
