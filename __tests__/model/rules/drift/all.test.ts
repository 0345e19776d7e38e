import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIFT_RULES } from '../../../../model/rules/drift/all';
import { Classifier } from '../../../../model/rules/drift/classify';
import { parseRulePath } from '../../../../model/rules/drift/drift-rule';

const ROOT = join(__dirname, '../../../..');

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly type?: unknown; readonly nested_type?: Block }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

const SCHEMAS = [
  'packages/provider-linode/schema/linode.json',
  'publish/provider-schemas/kubernetes.json',
  'publish/provider-schemas/helm.json',
];

/** The schemas of the resources that stacks may have, by type. */
const RESOURCES: ReadonlyMap<string, Block> = new Map([
  ['terraform_data', { attributes: { id: {}, input: {}, output: {}, triggers_replace: {} } }] as const,
  ...SCHEMAS.flatMap((file) => {
    const { provider_schemas } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as {
      provider_schemas: Record<string, { resource_schemas?: Record<string, { block: Block }> }>;
    };
    return Object.values(provider_schemas).flatMap(({ resource_schemas = {} }) =>
      Object.entries(resource_schemas).map(([type, { block }]) => [type, block] as const),
    );
  }),
]);

/** Paths of the attributes of a resource with their types, those of blocks with that of their block. */
function attributesOf(
  { attributes = {}, block_types = {} }: Block,
  parent: readonly string[] = [],
): [string[], unknown][] {
  return [
    ...Object.entries(attributes).flatMap(([name, { type, nested_type }]): [string[], unknown][] => [
      [[...parent, name], type],
      ...(nested_type ? attributesOf(nested_type, [...parent, name]) : []),
    ]),
    ...Object.entries(block_types).flatMap(([name, { block }]): [string[], unknown][] => [
      [[...parent, name], undefined],
      ...attributesOf(block, [...parent, name]),
    ]),
  ];
}

/** Types of the resources of the example, in the order of the alphabet. */
const OURS = [
  ...new Set(
    readFileSync(join(ROOT, '__tests__/platform/addresses.txt'), 'utf8')
      .split('\n')
      .flatMap((line) => /\b((?:linode|kubernetes|helm|terraform)_\w+)\./.exec(line)?.[1] ?? []),
  ),
].sort();

const isMap = (type: unknown) => Array.isArray(type) && type[0] === 'map';

describe('the rules of drift', () => {
  it('have one id each, and say why and where that comes from', () => {
    const ids = DRIFT_RULES.map(({ id }) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(DRIFT_RULES.filter(({ because, source }) => because === '' || source === '')).toEqual([]);
  });

  it('name attributes that the providers have, and keys of nothing but maps', () => {
    const wrong = DRIFT_RULES.flatMap(({ id, kinds, paths }) =>
      kinds
        .filter((kind) => kind !== '*' && !kind.includes('/')) // of these no stack has a resource
        .flatMap((kind) => {
          const attributes = attributesOf(RESOURCES.get(kind) ?? {});
          return paths.flatMap((path) => {
            const { names, key } = parseRulePath(path);
            if (names.length === 0) return RESOURCES.has(kind) ? [] : [`${id}: ${kind}`];
            const found = attributes.find(([it]) => it.join('.') === names.join('.'));
            const isRight = found !== undefined && (key === undefined || isMap(found[1]));
            return isRight ? [] : [`${id}: ${kind}.${path}`];
          });
        }),
    );

    expect(wrong).toEqual([]);
  });

  it('know every attribute of every resource that the stacks have', () => {
    const classifier = new Classifier(DRIFT_RULES);
    const unknown = OURS.flatMap((type) => {
      const block = RESOURCES.get(type);
      if (!block) return [`${type} has no schema`];
      const paths = attributesOf(block).map(([path]) => path);
      const leaves = paths.filter(
        (path) =>
          !paths.some((other) => other.length > path.length && path.every((part, index) => other[index] === part)),
      );
      return leaves.filter((path) => !classifier.knows(type, path)).map((path) => `${type}.${path.join('.')}`);
    });

    expect(OURS.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });
});
