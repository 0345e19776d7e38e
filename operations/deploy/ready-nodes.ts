import { setTimeout as sleep } from 'node:timers/promises';
import { getNodePools, type KubeNodePoolResponse } from '@linode/api-v4';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { allPages } from '../linode/all-pages';
import { type LinodeAccess, linodeAddress } from '../linode/access';
import { connectLinode } from '../linode/client';
import { LinodeError } from '../linode/error';

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
  const { clusterId, pools, api, timeoutMs, pollMs = 5000, signal, onStep } = props;
  // Here is asked again anyway, and by a clock that ends.
  connectLinode(api, { attempts: 1 });
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await poolsOf(clusterId);
    const report = reportOn('pools' in answer ? answer.pools : [], pools);
    if (report.notReady.length === 0 || Date.now() >= deadline || signal.aborted) return report;
    onStep(`waiting for nodes: ${report.ready} ready, ${report.notReady.length} not yet`);
    const waitMs = Math.max(pollMs, 'waitMs' in answer ? answer.waitMs : 0);
    await sleep(Math.min(waitMs, deadline - Date.now()), undefined, { signal }).catch(() => undefined);
  }
}

type Pools = readonly KubeNodePoolResponse[];

function reportOn(existing: Pools, pools: ReadyNodesProps['pools']): NodeReport {
  const wanted = existing.filter((pool) =>
    'ids' in pools ? pools.ids.includes(String(pool.id)) : !pool.tags.includes(pools.withoutTag),
  );
  const nodes = wanted.flatMap((pool) => pool.nodes);
  const missing = missingOf(pools, wanted);
  const notReady = nodes.filter(({ status }) => status !== 'ready').map(({ id }) => id);
  return { ready: nodes.length - notReady.length, notReady: [...missing, ...notReady] };
}

/** Pools that have to be there and are not. */
function missingOf(pools: ReadyNodesProps['pools'], wanted: Pools): string[] {
  if ('ids' in pools)
    return pools.ids.filter((id) => !wanted.some((pool) => String(pool.id) === id)).map((id) => `pool ${id}`);
  return wanted.length === 0 ? ['the pool inside the cluster'] : [];
}

/** The pools, or how long the API asks to wait when it fails in a way that may pass. */
async function poolsOf(clusterId: string): Promise<{ pools: Pools } | { waitMs: number }> {
  try {
    return { pools: await allPages((params) => getNodePools(Number(clusterId), params)) };
  } catch (error) {
    if (!(error instanceof LinodeError)) throw error;
    const { status, waitMs = 0 } = error;
    if (status === undefined || status === 429 || status >= 500) return { waitMs };
    throw new Error(
      `the Linode API does not tell the nodes of cluster ${clusterId}: it answers ${status}. ` +
        'LINODE_TOKEN needs the scope lke:read_only, and the account of the cluster.',
      { cause: error },
    );
  }
}
