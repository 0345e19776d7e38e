import {
  baseRequest,
  getLinodes,
  getNodeBalancerConfigs,
  getNodePools,
  getSubnets,
  type NodeBalancer,
} from '@linode/api-v4';
import { allPages } from '../../../linode/all-pages';
import type { Declared } from '../declared';
import type { Unread } from '../unread';

/** How a NodeBalancer leads into the platform. */
export interface WayIn {
  /** Where its requests end: nodes of the cluster with their ports. */
  readonly leads_to?: readonly string[];
  /** The subnets of the platform that it is in. */
  readonly in_subnets?: readonly string[];
}

interface Node {
  readonly label: string;
  readonly addresses: readonly string[];
}

interface Backend {
  readonly address: string;
}

/** Those NodeBalancers that lead to nodes of the platform's cluster, or into its network, by their id. */
export async function waysInOf(
  balancers: readonly NodeBalancer[],
  declared: Declared,
  unread: Unread,
): Promise<ReadonlyMap<number, WayIn>> {
  if (balancers.length === 0) return new Map();
  const subnets = await unread.orNothing('cluster', 'what is in the network', () => attachedTo(declared));
  const what = 'where NodeBalancers lead to';
  const leading = await unread.orNothing('cluster', what, async () => {
    const nodes = await nodesOf(declared.clusterIds);
    const read = balancers.map(async ({ id }) => ({ id, leadsTo: await leadsTo(id, nodes) }));
    return Promise.all(read);
  });
  return new Map(
    balancers.flatMap(({ id }) => {
      const to = leading.find((it) => it.id === id)?.leadsTo ?? [];
      const inside = subnets.filter(({ balancer }) => balancer === id).map(({ subnet }) => subnet);
      if (to.length + inside.length === 0) return [];
      return [[id, { ...(to.length > 0 && { leads_to: to }), ...(inside.length > 0 && { in_subnets: inside }) }]];
    }),
  );
}

/** The machines of the nodes. Of LKE alone their number is known. */
async function nodesOf(clusterIds: readonly number[]): Promise<readonly Node[]> {
  const pools = (await Promise.all(clusterIds.map((id) => allPages((params) => getNodePools(id, params))))).flat();
  const ids = new Set(pools.flatMap(({ nodes }) => nodes.map(({ instance_id: id }) => id)));
  const linodes = await allPages((params) => getLinodes(params));
  return linodes.filter(({ id }) => ids.has(id)).map(({ label, ipv4 }) => ({ label, addresses: ipv4 }));
}

/** The backends of a NodeBalancer that are nodes. */
async function leadsTo(balancer: number, nodes: readonly Node[]): Promise<readonly string[]> {
  const configs = await allPages((params) => getNodeBalancerConfigs(balancer, params));
  const read = configs.map(({ id }) => backendsOf(balancer, id));
  const backends = (await Promise.all(read)).flat().flatMap((backend) => onNode(backend, nodes));
  return [...new Set(backends)].sort();
}

/** The function of the package for it gives the first hundred, and takes no page. */
const backendsOf = (balancer: number, config: number) =>
  allPages(async (params) => {
    const url = `${String(baseRequest.defaults.baseURL)}/nodebalancers/${balancer}/configs/${config}/nodes`;
    return (await baseRequest.get<BackendPage>(url, { params })).data;
  });

interface BackendPage {
  readonly data: readonly Backend[];
  readonly page: number;
  readonly pages: number;
}

function onNode({ address }: Backend, nodes: readonly Node[]): string[] {
  const host = address.replace(/:\d+$/, '');
  const node = nodes.find(({ addresses }) => addresses.includes(host));
  return node ? [`${node.label} (${address})`] : [];
}

/** What NodeBalancers are in the subnets of the platform. */
async function attachedTo(declared: Declared) {
  const networks = declared.ofType('linode_vpc').map(({ attributes }) => Number(attributes.id));
  const subnets = (await Promise.all(networks.map((id) => allPages((params) => getSubnets(id, params))))).flat();
  return subnets.flatMap(({ label, nodebalancers = [] }) =>
    nodebalancers.map(({ id }) => ({ balancer: id, subnet: label })),
  );
}
