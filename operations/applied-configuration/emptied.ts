import { basename } from 'node:path';
import { strFromU8, strToU8 } from 'fflate';
import { type Configuration, configurationOf } from './configuration';

/** What of a root module still says something once everything is destroyed: where the state is, and how to reach what. */
const STAYING: readonly string[] = ['//', 'terraform', 'provider', 'variable', 'data', 'locals'];

/**
 * A configuration that nothing is left of: to destroy a stack is to apply this one. What is found afterwards is drift, and
 * to go back from it is to apply the configuration of before.
 */
export function emptied({ files }: Configuration): Configuration {
  const roots = [...files].filter(([path]) => path.endsWith('.tf.json') || path.endsWith('.terraform.lock.hcl'));
  return configurationOf(
    roots.map(([path, content]) =>
      basename(path).endsWith('.tf.json') ? [path, emptiedModule(content)] : [path, content],
    ),
  );
}

function emptiedModule(content: Uint8Array): Uint8Array {
  const module = JSON.parse(strFromU8(content)) as Record<string, unknown>;
  const data = { terraform_remote_state: (module.data as Record<string, unknown> | undefined)?.terraform_remote_state };
  const kept = Object.entries({ ...module, data }).filter(
    ([key, value]) => STAYING.includes(key) && value !== undefined && JSON.stringify(value) !== '{}',
  );
  return strToU8(JSON.stringify(Object.fromEntries(kept)));
}
