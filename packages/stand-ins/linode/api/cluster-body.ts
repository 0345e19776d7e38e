import { z } from 'zod';
import type { Cluster } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { ApiError, type Reason } from './error';
import { addresses, label, regionWith, tags } from './fields';
import { poolBody } from './pool-body';

const acl = z.object({
  enabled: z.boolean().optional(),
  addresses: z.object({ ipv4: addresses('ipv4').nullish(), ipv6: addresses('ipv6').nullish() }).nullish(),
});

const controlPlane = z.object({
  high_availability: z.boolean().nullish(),
  audit_logs_enabled: z.boolean().nullish(),
  acl: acl.nullish(),
});

/** What can be changed of a cluster. */
export const clusterChanges = z.object({
  label: label(1, 32).optional(),
  k8s_version: z.string().optional(),
  tags: tags.nullish(),
  control_plane: controlPlane.nullish(),
});

export const clusterBody = clusterChanges.extend({
  label: label(1, 32),
  region: regionWith('Kubernetes'),
  k8s_version: z.string(),
  tier: z.enum(['standard', 'enterprise']).optional(),
  apl_enabled: z.boolean().optional(),
  vpc_id: z.int().nullish(),
  subnet_id: z.int().nullish(),
  stack_type: z.enum(['ipv4', 'ipv4-ipv6']).nullish(),
  node_pools: z.array(poolBody).nullish(),
});

export const aclBody = z.object({ acl });

export type Acl = z.infer<typeof acl>;
export type ClusterBody = z.infer<typeof clusterBody>;

/** What is wrong with a new cluster beyond the shape of its body. @throws ApiError 400 */
export function checkCluster(body: ClusterBody, tier: Cluster['tier'], { linode }: World): void {
  const reasons: Reason[] = [];
  const enterprise = tier === 'enterprise';
  if ([...linode.clusters.values()].some((it) => it.label === body.label)) {
    reasons.push({ field: 'label', reason: 'Label must be unique among your clusters' });
  }
  if (!linode.versions[tier].includes(body.k8s_version)) {
    reasons.push({ field: 'k8s_version', reason: 'k8s_version is not valid' });
  }
  if (!enterprise && !body.node_pools?.length) {
    reasons.push({ field: 'node_pools', reason: 'At least one node pool is required' });
  }
  if (enterprise && !regionWith('Kubernetes Enterprise').safeParse(body.region).success) {
    reasons.push({ field: 'region', reason: 'LKE Enterprise is not available in this region' });
  }
  if (body.apl_enabled && !body.control_plane?.high_availability && !enterprise) {
    reasons.push({ field: 'apl_enabled', reason: 'apl_enabled needs a high availability control plane' });
  }
  if (!enterprise) {
    const refused = (['vpc_id', 'subnet_id', 'stack_type'] as const).filter(
      (it) => body[it] !== undefined && body[it] !== null,
    );
    refused.forEach((field) => reasons.push({ field, reason: 'Only available on LKE Enterprise' }));
  }
  if (body.subnet_id && linode.subnets.get(body.subnet_id)?.vpc_id !== body.vpc_id) {
    reasons.push({ field: 'subnet_id', reason: 'Subnet not found in the VPC' });
  }
  if (reasons.length > 0) throw new ApiError(400, reasons);
}
