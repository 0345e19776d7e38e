import type { StackId } from '../../../model/naming';
import { CLUSTER_ADDRESSES } from '../../../model/addresses';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import type { AssignedPool } from '../../adopt/assign-pools';
import { describeCluster } from '../../adopt/describe-cluster';
import { describeDomain } from '../../adopt/describe-domain';
import { describeFirewall } from '../../adopt/describe-firewall';
import { describePools } from '../../adopt/describe-pools';
import { describeVpc } from '../../adopt/describe-vpc';
import type { Live } from '../../adopt/live';
import type { LeftOut } from '../../adopt/part';
import { findCluster, readLive } from '../../adopt/read-live';
import type { StateJson } from '../../engine/state-json';
import { Declared } from '../outside/declared';
import type { FilePlace } from './adoptable';

/** What is at Linode, in the words of a platform file. */
export interface Described {
  /** The value at a place; undefined where the file need not say it. */
  readonly valueAt: (place: FilePlace) => unknown;
  /** What cannot be said, such as a whole firewall with a rule that the file has no words for. */
  readonly leftOut: readonly LeftOut[];
}

export interface DescribeProps {
  /** Name of the platform. */
  readonly platform: string;
  /** Name of the pool inside the cluster. */
  readonly systemPool: string;
}

/**
 * Reads what the states hold, and describes it as `import` does. The Linode API has to be connected.
 *
 * @throws {Error} when there is no cluster yet, or the Linode API refuses
 */
export async function describeDeclared(
  states: ReadonlyMap<StackId, StateJson>,
  { platform, systemPool }: DescribeProps,
): Promise<Described> {
  const declared = new Declared(states);
  const idAt = (address: string) => {
    const id = declared.resources.find((it) => it.stack === 'cluster' && it.address === address)?.attributes.id;
    return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
  };
  const clusterId = idAt(CLUSTER_ADDRESSES.cluster);
  if (clusterId === undefined) throw new Error('there is no cluster in the state of the stack cluster');
  const surroundings = {
    firewall: idAt(CLUSTER_ADDRESSES.firewall),
    domain: idAt(CLUSTER_ADDRESSES.zone),
    buckets: [],
  };
  const live = await readLive(await findCluster(clusterId), surroundings);
  const pools = assignedPools(live, declared, systemPool);
  const [cluster, firewall, dns] = [
    describeCluster(live, platform),
    describeFirewall(live, platform),
    describeDomain(live),
  ];
  const [vpc, environments] = [describeVpc(live, platform), describePools(live, pools)];
  const data = {
    cluster: cluster.data,
    network: { firewall: firewall.data, dns: dns.data, vpc: vpc.data },
    environments: environments.data,
  };
  return {
    valueAt: (place) => place.reduce<unknown>(step, data),
    leftOut: [cluster, firewall, dns, vpc, environments].flatMap(({ leftOut }) => leftOut),
  };
}

/** The pools of the states, by their addresses there. */
function assignedPools({ pools }: Live, declared: Declared, systemPool: string): AssignedPool[] {
  const own = declared.ofType('linode_lke_node_pool').flatMap(({ stack, address, attributes }) => {
    const environment = ENVIRONMENT_NAMES.find((name) => name === stack);
    const name = /\["(.+)"\]$/.exec(address)?.[1];
    return environment && name !== undefined ? [{ id: Number(attributes.id), environment, name }] : [];
  });
  const [inline] = (declared.ofType('linode_lke_cluster')[0]?.attributes.pool ?? []) as { readonly id?: unknown }[];
  const places = [...own, { id: Number(inline?.id), environment: 'system' as const, name: systemPool }];
  return places.flatMap(({ id, environment, name }) => {
    const pool = pools.find((it) => it.id === id);
    return pool ? [{ pool, environment, name, inferredFrom: undefined, isSystemPool: id === Number(inline?.id) }] : [];
  });
}

function step(value: unknown, part: FilePlace[number]): unknown {
  if (typeof part === 'string') return (value as Record<string, unknown> | undefined)?.[part];
  return (value as { readonly name: string }[] | undefined)?.find(({ name }) => name === part.pool);
}
