import { schemaOf } from '@lke-platform/stand-ins/schemas';
import type { Block, ProviderSchema } from '@lke-platform/stand-ins/protocol/schema';
import type { Body, StackJson } from '../synthesize';
import { BUILT_IN } from './built-in';
import { isBody } from './body';
import { checkBody } from './check-body';
import { checkMeta, META_ARGUMENTS, referenceProblems } from './meta-arguments';

const SCHEMAS: Readonly<Record<string, ProviderSchema>> = {
  linode: schemaOf('linode'),
  kubernetes: schemaOf('kubernetes'),
  helm: schemaOf('helm'),
};

/** What a stack may hold. */
const TOP_LEVEL = ['terraform', 'provider', 'resource', 'data', 'locals', 'output', 'variable', 'moved', 'import'];

const IMPORT: Block = {
  attributes: { to: { type: 'string', required: true }, id: { type: 'string', required: true } },
};

const OUTPUT: Block = {
  attributes: {
    value: { type: 'dynamic', required: true },
    description: { type: 'string', optional: true },
    sensitive: { type: 'bool', optional: true },
    depends_on: { type: ['list', 'string'], optional: true },
  },
};
/** Arguments of a provider that the engine itself reads. */
const PROVIDER_META = ['alias', 'version'];

/**
 * Everything in a stack that its providers would refuse before they ask any service. It reads the schemas alone and
 * knows nothing of the bindings.
 */
export function schemaProblems(stack: StackJson): string[] {
  return [
    ...Object.keys(stack)
      .filter((key) => !TOP_LEVEL.includes(key))
      .map((key) => `${key}: there is no such block in Terraform`),
    ...providerProblems(stack),
    ...entriesOf(stack.resource).flatMap(([type, name, body]) => entityProblems(stack, 'resource', type, name, body)),
    ...entriesOf(stack.data).flatMap(([type, name, body]) => entityProblems(stack, 'data', type, name, body)),
    ...(stack.import ?? []).flatMap((body) => [
      ...checkBody(body, IMPORT, 'import'),
      ...referenceProblems(stack, [body.to], 'import.to'),
    ]),
    ...Object.entries(stack.output ?? {}).flatMap(([name, body]) => checkBody(body, OUTPUT, `output.${name}`)),
  ];
}

function providerProblems({ provider, terraform }: StackJson): string[] {
  return Object.entries(provider).flatMap(([name, bodies]) => {
    const at = `provider.${name}`;
    if (!(name in terraform.required_providers)) return [`${at}: it is not among required_providers`];
    const block = SCHEMAS[name]?.provider.block;
    if (!block) return [`${at}: there is no schema of it`];
    return bodies.flatMap((body) => checkBody(without(body, PROVIDER_META), block, at));
  });
}

function entityProblems(stack: StackJson, kind: 'resource' | 'data', type: string, name: string, body: Body): string[] {
  const at = kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  if (!isBody(body)) return [`${at}: it is not a block`];
  const builtIn = BUILT_IN[kind][type];
  const [provider = ''] = type.split('_');
  if (!builtIn && !(provider in stack.terraform.required_providers)) {
    return [`${at}: its provider ${provider} is not among required_providers`];
  }
  const block = builtIn ?? providerBlock(kind, provider, type);
  if (!block) return [`${at}: the provider ${provider} has no ${kind} of this type`];
  return [...checkMeta(stack, kind, body, at), ...checkBody(without(body, META_ARGUMENTS), block, at)];
}

function providerBlock(kind: 'resource' | 'data', provider: string, type: string): Block | undefined {
  const schema = SCHEMAS[provider];
  return (kind === 'resource' ? schema?.resource_schemas : schema?.data_source_schemas)?.[type]?.block;
}

const without = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

const entriesOf = (bodies: StackJson['resource'] = {}) =>
  Object.entries(bodies).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => [type, name, body] as const),
  );
