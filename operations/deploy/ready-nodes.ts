import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type LinodeAccess, linodeAddress } from '../linode/access';

/** Nodes of the pools that were looked at. */
export interface NodeReport {
  readonly ready: number;
  /** Ids of nodes that are not ready. */
  readonly notReady: readonly string[];
}

export interface ReadyNodesProps {
  /** Linode id of the cluster. */
  readonly clusterId: string;
  /** Which pools to look at: those with these Linode ids, or those inside the cluster resource, which lack this tag. */
  readonly pools: { readonly ids: readonly string[] } | { readonly withoutTag: string };
  readonly api: LinodeAccess;
  /** How long to wait for nodes that are not ready. */
  readonly timeoutMs: number;
  /** How long to wait before asking again. @default 5000 */
  readonly pollMs?: number;
  /** Ends the wait when it is aborted. */
  readonly signal: AbortSignal;
  /** Called with how far it is. */
  readonly onStep: (text: string) => void;
}

const REQUEST_TIMEOUT_MS = 30_000;

/** The Linode API of an environment; undefined without LINODE_TOKEN. @param url address that the stacks name */
export function linodeApi(url: string | undefined, environment: EnvironmentVariables): LinodeAccess | undefined {
  const { LINODE_TOKEN: token } = environment;
  return token ? { url: linodeAddress(url, environment), token } : undefined;
}

/**
 * Waits until every node of some pools is ready, which the provider does not: a cluster counts as created even when no
 * node ever gets ready.
 *
 * @throws {Error} when the Linode API refuses to tell
 */
export async function waitForNodes(props: ReadyNodesProps): Promise<NodeReport> {
  const { timeoutMs, pollMs = 5000, signal, onStep } = props;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const report = await lookAtNodes(props);
    if (report.notReady.length === 0 || Date.now() >= deadline || signal.aborted) return report;
    onStep(`waiting for nodes: ${report.ready} ready, ${report.notReady.length} not yet`);
    await sleep(Math.min(pollMs, deadline - Date.now()), undefined, { signal }).catch(() => undefined);
  }
}

async function lookAtNodes({ clusterId, pools, api }: ReadyNodesProps): Promise<NodeReport> {
  const existing = (await poolsOf(clusterId, api)) ?? [];
  const wanted = existing.filter((pool) =>
    'ids' in pools ? pools.ids.includes(String(pool.id)) : !pool.tags.includes(pools.withoutTag),
  );
  const nodes = wanted.flatMap((pool) => pool.nodes);
  const missing = missingOf(pools, wanted);
  const notReady = nodes.filter(({ status }) => status !== 'ready').map(({ id }) => id);
  return { ready: nodes.length - notReady.length, notReady: [...missing, ...notReady] };
}

/** Pools that have to be there and are not. */
function missingOf(pools: ReadyNodesProps['pools'], wanted: Pools['data']): string[] {
  if ('ids' in pools)
    return pools.ids.filter((id) => !wanted.some((pool) => String(pool.id) === id)).map((id) => `pool ${id}`);
  return wanted.length === 0 ? ['the pool inside the cluster'] : [];
}

interface Pools {
  readonly data: readonly { id: number; tags: readonly string[]; nodes: readonly { id: string; status: string }[] }[];
}

/** @returns undefined when the API fails in a way that may pass */
async function poolsOf(clusterId: string, { url, token }: LinodeAccess): Promise<Pools['data'] | undefined> {
  const response = await fetch(`${url}/lke/clusters/${encodeURIComponent(clusterId)}/pools?page_size=500`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  }).catch(() => undefined);
  if (!response || response.status === 429 || response.status >= 500) return undefined;
  if (response.ok) return ((await response.json()) as Pools).data;
  throw new Error(
    `the Linode API does not tell the nodes of cluster ${clusterId}: it answers ${response.status}. ` +
      'LINODE_TOKEN needs the scope lke:read_only, and the account of the cluster.',
  );
}
