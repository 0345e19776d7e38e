import { API_VERSION } from '../../model/api-version';
import type { AssignedPool } from './assign-pools';
import { describeCluster } from './describe-cluster';
import { describeDomain } from './describe-domain';
import { describeFirewall } from './describe-firewall';
import { describePools } from './describe-pools';
import { describeState } from './describe-state';
import { describeVpc } from './describe-vpc';
import { importsOf } from './imports';
import type { Live } from './live';
import type { Part, PlatformData } from './part';

/** What the user says of the platform. */
export interface Intention {
  readonly name: string;
  readonly owners: readonly string[];
  /** Where the owners are from, if the user did not name them. */
  readonly ownersFrom: string | undefined;
  readonly bucketPrefix: string;
}

/** Describes what exists as a platform. */
export function describePlatform(
  live: Live,
  pools: readonly AssignedPool[],
  { name, owners, ownersFrom, bucketPrefix }: Intention,
): Part<PlatformData> {
  const cluster = describeCluster(live, name, systemPoolNameIn(pools));
  const vpc = describeVpc(live, name);
  const firewall = describeFirewall(live, name);
  const dns = describeDomain(live);
  const state = describeState(live, name, bucketPrefix);
  const environments = describePools(live, pools);
  const network = {
    ...(vpc.data && { vpc: vpc.data }),
    ...(firewall.data && { firewall: firewall.data }),
    ...(dns.data && { dns: dns.data }),
  };
  const parts: readonly Part<unknown>[] = [cluster, vpc, firewall, dns, state, environments];
  return {
    data: {
      apiVersion: API_VERSION,
      name,
      owners: [...owners],
      cluster: cluster.data,
      ...(Object.keys(network).length > 0 && { network }),
      ...(state.data && { state: state.data }),
      environments: environments.data,
      imports: importsOf(live, pools, network, bucketPrefix),
    },
    notes: [
      ...(name === live.cluster.label
        ? []
        : [{ path: ['name'], text: `The cluster is called ${live.cluster.label}.` }]),
      ...(ownersFrom === undefined ? [] : [{ path: ['owners'], text: `Inferred: ${ownersFrom}.` }]),
      ...parts.flatMap(({ notes }) => notes),
      { path: ['imports'], text: 'What exists already. Remove this list once every stack is applied.' },
    ],
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

/** Name of the pool inside the cluster, where system has others beside it. */
function systemPoolNameIn(pools: readonly AssignedPool[]): string | undefined {
  const ofSystem = pools.filter(({ environment }) => environment === 'system');
  return ofSystem.length > 1 ? ofSystem.find(({ isSystemPool }) => isSystemPool)?.name : undefined;
}
