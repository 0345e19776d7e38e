import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names a folder with provider packages, laid out as `terraform providers mirror` does it. */
const MIRROR_VARIABLE = 'LKE_PLATFORM_PROVIDER_MIRROR';

/** What real providers talk to, and what the stand-ins would otherwise set. */
const REACHED_BY = ['LINODE_URL', 'LINODE_TOKEN', 'KUBECONFIG'];
const TAKEN_ALONG = ['LKE_PLATFORM_OBJECT_STORAGE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/** Whether the engine is to run the real providers in place of the stand-ins. */
export const withRealProviders = () => Boolean(process.env[MIRROR_VARIABLE]);

/**
 * Environment in which the engine runs the real providers (docs/engine-tests.md).
 *
 * @param folder for the engine's configuration
 * @throws Error when something is not set that they need
 */
export function realProviders(folder: string): NodeJS.ProcessEnv {
  const missing = REACHED_BY.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`${MIRROR_VARIABLE} is set; set ${missing.join(', ')} too`);
  const configuration = join(folder, 'engine.tfrc');
  const mirror = JSON.stringify(process.env[MIRROR_VARIABLE]);
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`);
  const given = [...REACHED_BY, ...TAKEN_ALONG].filter((name) => process.env[name]);
  return {
    ...Object.fromEntries(given.map((name) => [name, process.env[name]])),
    TF_CLI_CONFIG_FILE: configuration,
    TF_REATTACH_PROVIDERS: undefined,
  };
}
