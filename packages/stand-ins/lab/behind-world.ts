import type { ProviderSchema } from '../protocol/schema';
import type { World } from '../world/world';
import type { Lab } from './lab';
import { labCharts } from './charts';
import { labMirror } from './mirror';
import type { LabPool } from './nodes';
import { sizeOf } from './pools';

/**
 * Lets the cluster that the platform makes at Linode be this lab: its kubeconfig leads there, its pools are the nodes
 * there, and what the kubernetes provider makes is made there. There is one cluster in a lab, so the last one counts.
 *
 * @param schema of the kubernetes provider
 */
export function putLabBehind(world: World, lab: Lab, schema: ProviderSchema): void {
  world.kubernetesServer = () => lab.server;
  world.onKubernetesCluster = (cluster) => {
    // The kubeconfig names the lab, and so do the stacks from then on.
    world.kubernetes.set(new URL(lab.server).hostname, cluster);
    cluster.token = lab.lkeAdminToken;
    cluster.certificate = lab.ca;
    cluster.mirror = labMirror(lab.admin.as(lab.lkeAdminToken), schema, labCharts(lab.kubeconfig));
  };
  // One after the other: two at a time would each make the nodes that the other one makes.
  let last = Promise.resolve();
  world.onNodes = () => (last = last.then(() => lab.setPools(poolsIn(world))));
}

function poolsIn({ linode }: World): LabPool[] {
  return [...linode.clusters.values()].flatMap(({ id: cluster, region }) =>
    linode.poolsOf(cluster).map(({ id, type, labels, taints, nodes }) => {
      return { id, type, region, ...sizeOf(type), labels, taints, nodes: nodes.map((node) => `lke${node.id}`) };
    }),
  );
}
