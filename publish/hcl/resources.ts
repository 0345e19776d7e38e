import { GAP, type Block, type Item } from './body';
import { expressionOf } from './expression';
import { schemaOf, type BlockSchema, type Provider } from './provider-schema';

/** The arguments of a block in Terraform's JSON syntax. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Resources in Terraform's JSON syntax, by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** What every resource may have beside the arguments of its schema. `//` holds notes of the library. */
const META = ['for_each', 'count', 'lifecycle', 'depends_on', 'provider', '//'];

/** Writes resources as blocks, in the order given, each with the comment that stands for its address. */
export function resourceBlocks(
  resources: Resources,
  providers: readonly Provider[],
  comments: Readonly<Record<string, string>>,
): Item[] {
  return Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, values]): Item[] => {
      const comment = comments[`${type}.${name}`];
      const block: Block = {
        type: 'resource',
        labels: [type, name],
        body: resourceBody(values, schemaOf(type, providers)),
      };
      return comment === undefined ? [block] : [{ comment }, block];
    }),
  );
}

function resourceBody(values: Arguments, schema: BlockSchema): Item[] {
  const { for_each, lifecycle, depends_on } = values;
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !META.includes(name)));
  return [
    ...(for_each === undefined ? [] : [{ name: 'for_each', value: expressionOf(for_each) }, GAP]),
    ...bodyItems(own, schema),
    ...(lifecycle === undefined ? [] : [lifecycleBlock(lifecycle as Arguments)]),
    ...(depends_on === undefined ? [] : [GAP, { name: 'depends_on', value: references(depends_on) }]),
  ];
}

/** Attributes, required ones first, then blocks. Whether an argument is one or the other, only the schema knows. */
function bodyItems(values: Arguments, { attributes = {}, block_types: blocks = {} }: BlockSchema): Item[] {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const unknown = given.find(([name]) => name !== 'dynamic' && !(name in attributes) && !(name in blocks));
  if (unknown) throw new Error(`the schema has no argument ${unknown[0]}`);
  const set = given.filter(([name]) => name in attributes);
  const isRequired = ([name]: readonly [string, unknown]) => attributes[name]?.required === true;
  return [
    ...[...set.filter((entry) => isRequired(entry)), ...set.filter((entry) => !isRequired(entry))].map(
      ([name, value]) => ({
        name,
        value: expressionOf(value),
      }),
    ),
    ...Object.entries(blocks).flatMap(([name, { block }]) => [
      ...[values[name] ?? []].flat().map((body) => ({ type: name, body: bodyItems(body as Arguments, block) })),
      ...dynamicBlocks(name, (values.dynamic ?? {}) as Arguments, block),
    ]),
  ];
}

function dynamicBlocks(name: string, dynamic: Arguments, schema: BlockSchema): Block[] {
  const block = dynamic[name] as { readonly for_each: unknown; readonly content: Arguments } | undefined;
  if (!block) return [];
  const content = { type: 'content', body: bodyItems(block.content, schema) };
  return [
    { type: 'dynamic', labels: [name], body: [{ name: 'for_each', value: expressionOf(block.for_each) }, content] },
  ];
}

/** Only settings that name resources or attributes are used, and switches. */
const lifecycleBlock = (lifecycle: Arguments): Block => ({
  type: 'lifecycle',
  body: Object.entries(lifecycle).map(([name, value]) => ({
    name,
    value: Array.isArray(value) ? references(value) : expressionOf(value),
  })),
});

/** Addresses stand bare in these lists. */
const references = (addresses: unknown) => `[${(addresses as readonly string[]).join(', ')}]`;
