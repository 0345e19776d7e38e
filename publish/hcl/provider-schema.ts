import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the arguments of a block are, as `terraform providers schema -json` says it. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

/** A provider that modules may use. */
export interface Provider {
  /** Name in `required_providers`, such as `linode`. */
  readonly name: string;
  /** Source without a host, so that OpenTofu finds it too. */
  readonly source: string;
  /** Version the schema is of, and the constructs are tested with. */
  readonly version: string;
  readonly resources: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

interface SchemaFile {
  readonly provider_versions: Readonly<Record<string, string>>;
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: Provider['resources'] }>>;
}

const FILES = [
  'packages/provider-linode/schema/linode.json',
  'publish/provider-schemas/kubernetes.json',
  'publish/provider-schemas/helm.json',
];

/** Resources of the engine itself, which no provider has to be named for. */
const BUILT_IN: Provider['resources'] = {
  terraform_data: { block: { attributes: { input: {}, triggers_replace: {} } } },
};

/**
 * Reads the providers that this repository keeps a schema of.
 *
 * @param root folder of the repository
 */
export function readProviders(root: string): Provider[] {
  return FILES.flatMap((file) => {
    const schemas = JSON.parse(readFileSync(join(root, file), 'utf8')) as SchemaFile;
    return Object.entries(schemas.provider_schemas).map(([address, { resource_schemas: resources }]) => {
      const [, owner = '', name = ''] = address.split('/');
      return { name, source: `${owner}/${name}`, version: schemas.provider_versions[address] ?? '', resources };
    });
  });
}

/**
 * The arguments of a resource.
 *
 * @throws {Error} for a resource that none of the providers has
 */
export function schemaOf(type: string, providers: readonly Provider[]): BlockSchema {
  const known = [BUILT_IN, ...providers.map(({ resources }) => resources)].find((resources) => type in resources)?.[
    type
  ];
  if (known) return known.block;
  throw new Error(`no schema of ${type}; add it to the selection of its provider (publish/provider-schemas/README.md)`);
}
