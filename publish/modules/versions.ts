import type { Block } from '../hcl/body';
import { expressionOf, quoted } from '../hcl/expression';
import type { Provider } from '../hcl/provider-schema';
import type { ModuleJson } from './synthesize';

/** Engines that the modules are tested with. From 1.9 on, a validation may look at other variables. */
export const REQUIRED_VERSION = '>= 1.10';

/** The block of `versions.tf`. */
export const versionsBlock = (json: ModuleJson, providers: readonly Provider[]): Block => ({
  type: 'terraform',
  body: [
    { name: 'required_version', value: quoted(REQUIRED_VERSION) },
    {
      type: 'required_providers',
      body: providersOf(json, providers).map(({ name, source, version }) => ({
        name,
        value: `{\n  source  = ${expressionOf(source)}\n  version = ${quoted(versionRange(version))}\n}`,
      })),
    },
  ],
});

/** Providers whose resources a module has. */
export const providersOf = ({ resource }: ModuleJson, providers: readonly Provider[]) =>
  providers.filter(({ resources }) => Object.keys(resource).some((type) => type in resources));

/** From the version the constructs are tested with up to the next major one, which may break them. */
export const versionRange = (version: string) => `>= ${version}, < ${Number.parseInt(version) + 1}.0.0`;
