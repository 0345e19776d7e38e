import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StateJson } from '../engine/state-json';
import { linodeAccess } from '../linode/access';
import { ReadingProxy } from '../linode/reading-proxy';
import type { OutputFolder, SynthesizedStack } from './output-folder';
import { storedState } from './stored-state';

/** The stack whose plan reads a kubeconfig at Linode. */
const CLUSTER = 'cluster';

/** Laid over the stack where that names an address of the Linode API itself, which a variable does not change. */
const OVERRIDE = 'read_only_override.tf.json';

const stackSchema = z.object({
  provider: z.object({ linode: z.array(z.object({ alias: z.string().optional() })) }),
});

/** How stacks are planned with credentials that only read: the proxy of the Linode API, for as long as a command runs. */
export class Reading {
  private proxy: Promise<ReadingProxy> | undefined;
  private readonly overrides: string[] = [];

  constructor(
    private readonly output: Pick<OutputFolder, 'stacks' | 'linodeApi'>,
    private readonly environment: EnvironmentVariables,
  ) {}

  /**
   * The variables with which the engine plans a stack. Only the stack `cluster` gets a kubeconfig: the others have to have
   * a credential of their own, which is not that of an administrator.
   *
   * @param folder of its root module
   */
  async variables({ id, folder }: Pick<SynthesizedStack, 'id' | 'folder'>): Promise<EnvironmentVariables> {
    if (id !== CLUSTER) return this.environment;
    this.proxy ??= this.startProxy();
    const { url } = await this.proxy;
    if (this.output.linodeApi !== undefined) this.override(folder, url);
    return { ...this.environment, LINODE_URL: url };
  }

  async close(): Promise<void> {
    for (const file of this.overrides) rmSync(file, { force: true });
    (await this.proxy?.catch(() => undefined))?.close();
  }

  private async startProxy(): Promise<ReadingProxy> {
    const { output, environment } = this;
    const access = linodeAccess(output.linodeApi, environment);
    const stack = output.stacks.find(({ id }) => id === CLUSTER);
    const state = stack && (await storedState({ environment }, stack));
    return ReadingProxy.start({ access, kubeconfigs: kubeconfigsIn(state) });
  }

  private override(folder: string, url: string): void {
    const file = join(folder, OVERRIDE);
    const { provider } = stackSchema.parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
    const linode = provider.linode.map(({ alias }) => ({ ...(alias !== undefined && { alias }), url }));
    writeFileSync(file, JSON.stringify({ provider: { linode } }), { mode: 0o600 });
    this.overrides.push(file);
  }
}

function kubeconfigsIn(state: StateJson | undefined): ReadonlyMap<string, string> {
  const clusters = (state?.resources ?? []).filter(
    ({ type, mode }) => type === 'linode_lke_cluster' && mode === 'managed',
  );
  const known = clusters.flatMap(({ instances }) =>
    instances.flatMap(({ attributes: { id, kubeconfig } = {} }) =>
      typeof kubeconfig === 'string' && kubeconfig !== '' ? [[String(id), kubeconfig] as const] : [],
    ),
  );
  return new Map(known);
}
