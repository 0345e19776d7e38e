import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleDefinition } from '../../publish/modules/definition';
import { callOf, type Props } from './module-call';
import { Root } from '@lke-platform/stand-ins/testing/root';

/** A call of a module, by the name that the root gives it. */
export type Calls = Readonly<Record<string, readonly [ModuleDefinition, Props]>>;

interface Diagnostic {
  readonly severity: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

interface JsonBody {
  readonly terraform: object;
  readonly module: { readonly this: object };
}

/**
 * What the engine says of each of many calls of modules.
 *
 * All stand in one root and are planned at once. As long as a condition on one variable fails, Terraform does not look
 * at those between variables; calls of which nothing was said are therefore planned again without the others.
 */
export async function refusalsOf(calls: Calls, environment: Record<string, string>): Promise<Record<string, string[]>> {
  const refusals = await planned(calls, environment);
  const silent = Object.fromEntries(Object.entries(calls).filter(([name]) => refusals[name]?.length === 0));
  const some = Object.keys(silent).length;
  if (some === 0 || some === Object.keys(calls).length) return refusals;
  return { ...refusals, ...(await refusalsOf(silent, environment)) };
}

async function planned(calls: Calls, environment: Record<string, string>): Promise<Record<string, string[]>> {
  const root = new Root(environment);
  try {
    for (const [name, [definition, props]] of Object.entries(calls)) {
      const { terraform, module } = callOf(definition, props) as JsonBody;
      writeFileSync(join(root.directory, `${name}.tf.json`), JSON.stringify({ module: { [name]: module.this } }));
      root.write({ terraform, provider: { linode: { api_version: 'v4beta' } } });
    }
    const { code, output } = await root.run('init');
    if (code !== 0) throw new Error(output);
    const errors = diagnosticsIn((await root.run('plan', '-json')).output).filter((it) => it.severity === 'error');
    const about = (name: string) => errors.filter((error) => isAbout(error, name)).map(({ detail }) => detail);
    return Object.fromEntries(Object.keys(calls).map((name) => [name, about(name)]));
  } finally {
    root.remove();
  }
}

const diagnosticsIn = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.includes('"diagnostic"'))
    .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic);

/** A problem is at the call, which has a file of its own, or names the file of the rule, of which each call has a copy. */
const isAbout = ({ detail, range }: Diagnostic, name: string) =>
  range?.filename === `${name}.tf.json` || detail.includes(`.terraform/modules/${name}/`);
