import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProviderSchema } from './protocol/schema';

/** The schemas that this repository keeps of the providers it uses; they are what the stand-in serves. */
const FILES = {
  linode: 'packages/provider-linode/schema/linode.json',
  kubernetes: 'publish/provider-schemas/kubernetes.json',
  helm: 'publish/provider-schemas/helm.json',
};

interface SchemaFile {
  provider_schemas: Record<string, ProviderSchema>;
}

const read = new Map<string, ProviderSchema>();

export function schemaOf(provider: keyof typeof FILES): ProviderSchema {
  const schema = read.get(provider) ?? readSchema(provider);
  read.set(provider, schema);
  return schema;
}

function readSchema(provider: keyof typeof FILES): ProviderSchema {
  const file = join(projectRoot(__dirname), FILES[provider]);
  const [schema] = Object.values((JSON.parse(readFileSync(file, 'utf8')) as SchemaFile).provider_schemas);
  if (!schema) throw new Error(`${file} holds no provider schema`);
  return schema;
}

/** The folder of the lock file: the stand-in also runs from a build cache, at another depth. */
export function projectRoot(from: string): string {
  return existsSync(join(from, 'package-lock.json')) ? from : projectRoot(dirname(from));
}
