import type { Environment } from '../../model/derive/environment';
import type { NodePool } from '../../model/derive/node-pool';
import { ACCESS_NAMESPACE } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { baselineNamespaces, living } from './living';
import type { Arrow, Box, Flowchart, Group } from './mermaid';

/** The cluster with its environments: their namespaces, their node pools, and whose pods run on which nodes. */
export function clusterDiagram(platform: Platform): Flowchart {
  const { label, region, kubernetesVersion, highAvailability } = platform.cluster;
  const environments = living(platform);
  const control = highAvailability ? ', control plane of high availability' : '';
  return {
    about: 'The cluster with its environments, their namespaces, and the node pools that the pods of each run on.',
    boxes: [],
    groups: [
      {
        id: 'group/cluster',
        title: `LKE cluster ${label}, ${region}, Kubernetes ${kubernetesVersion}${control}`,
        boxes: [],
        groups: environments.map((environment) => groupOf(platform, environment)),
      },
    ],
    arrows: environments.flatMap((environment) => arrowsOf(platform, environment)),
  };
}

function groupOf(platform: Platform, environment: Environment): Group {
  const { name, namespace, quota, nodePools } = environment;
  const { cpu, memory, pods } = quota;
  const own: Box = { id: idOf(namespace), lines: [namespace, `at most ${cpu} CPU, ${memory}, ${String(pods)} pods`] };
  const others = name === 'system' ? baselineNamespaces(platform) : [];
  const accounts: Box = { id: idOf(ACCESS_NAMESPACE), lines: [ACCESS_NAMESPACE, 'accounts and grants, no pods'] };
  return {
    id: `environment/${name}`,
    title: name,
    boxes: [
      own,
      ...others.map((it): Box => ({ id: idOf(it), lines: [it] })),
      ...(name === 'system' ? [accounts] : []),
      ...nodePools.map((pool) => poolBox(name, pool)),
    ],
  };
}

const idOf = (namespace: string) => `namespace/${namespace}`;
const poolId = (environment: string, { name }: NodePool) => `pool/${environment}/${name}`;

function poolBox(environment: string, pool: NodePool): Box {
  const { name, instanceType, count, maxCount, isInline } = pool;
  const nodes = maxCount === undefined ? String(count) : `${String(count)} to ${String(maxCount)}`;
  return {
    id: poolId(environment, pool),
    lines: [`pool ${name}`, `${nodes} × ${instanceType}`, ...(isInline ? ["with LKE's own pods"] : [])],
    shape: 'store',
  };
}

/** Pods of the baseline tolerate no taint but that of system, so that pools with taints of their own stay free of them. */
function arrowsOf(platform: Platform, { name, namespace, nodePools }: Environment): Arrow[] {
  const label = 'pods run on';
  const own = nodePools.map((pool) => ({ from: idOf(namespace), to: poolId(name, pool), label }));
  if (name !== 'system') return own;
  const open = nodePools.filter(({ isInline, taints }) => isInline || taints.length === 1);
  return [
    ...own,
    ...baselineNamespaces(platform).flatMap((it) =>
      open.map((pool) => ({ from: idOf(it), to: poolId(name, pool), label })),
    ),
  ];
}
