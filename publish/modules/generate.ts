import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProviders, type Provider } from '../hcl/provider-schema';
import { MODULES } from './all';
import { CONTRACT_FILE, contractText } from './contract';
import type { ModuleDefinition } from './definition';
import { terraformFiles } from './files';
import { interfaceOf } from './interface';
import { propsPath, propsText } from './props';
import { readmeOf } from './readme';
import { readVersions, repositoryUrl, withCurrentSources } from './source';

/** Files that a module may have from here; what else is in its folder is written by hand. */
export const GENERATED_FILES = [
  'versions.tf',
  'variables.tf',
  'main.tf',
  'locals.tf',
  'outputs.tf',
  'moved.tf',
  'README.md',
  'interface.json',
];

/** Written by hand, but for the sources it names. */
export const GUIDE_FILE = 'docs/guides/modules.md';

/**
 * Everything that is generated about the modules, by path from the root of the repository.
 *
 * @param root folder of the repository, from which schemas, versions and examples are read
 */
export function generateModules(root: string): Record<string, string> {
  const providers = readProviders(root);
  const modules = MODULES.flatMap((definition) =>
    Object.entries(moduleFiles(root, definition, providers)).map(([file, text]) => [
      `modules/${definition.name}/${file}`,
      text,
    ]),
  );
  return {
    ...(Object.fromEntries(modules) as Record<string, string>),
    ...Object.fromEntries(MODULES.map((definition) => [propsPath(definition), propsText(definition)])),
    [CONTRACT_FILE]: contractText(root, providers),
    [GUIDE_FILE]: withCurrentSources(readFileSync(join(root, GUIDE_FILE), 'utf8'), root),
  };
}

function moduleFiles(root: string, definition: ModuleDefinition, providers: readonly Provider[]) {
  const shape = interfaceOf(definition, providers);
  const example = readFileSync(join(root, 'modules', definition.name, 'examples/basic/main.tf'), 'utf8');
  const version = readVersions(root)[definition.name];
  return {
    ...terraformFiles(definition, providers),
    'README.md': readmeOf({ definition, shape, version, repository: repositoryUrl(root), example }),
    'interface.json': `${JSON.stringify(shape, undefined, 2)}\n`,
  };
}
