import { z } from 'zod';
import type { NumberLimit } from '../limit';
import * as limits from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { text, whole } from '../values';
import { POOL_MAX_NODES } from './cluster';

/** Effects a taint can have. */
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

/** Number of nodes of a pool of either tier; a rule judges which. */
const poolNodes: NumberLimit = {
  min: 1,
  max: POOL_MAX_NODES.enterprise,
  allowed: `a whole number of nodes from 1 to ${POOL_MAX_NODES.standard}, on the enterprise tier to ${POOL_MAX_NODES.enterprise}`,
  source: 'Cloud Manager, features/Kubernetes/constants.ts',
};

/** How the disks of a pool's nodes may be. */
export const DISK_ENCRYPTION = ['enabled', 'disabled'] as const;

const taint = entity({
  name: 'Taint',
  about: 'Keeps pods without a matching toleration off the nodes of a pool.',
  desired: {
    key: documented(text(limits.labelKey), {
      about: 'Key of the taint',
      allowed: `${limits.labelKey.allowed}; no domain of ${limits.RESERVED_NODE_KEY_DOMAINS.join(' or ')}`,
      source: limits.labelKey.source,
    }),
    value: documented(text(limits.taintValue), {
      about: 'Value of the taint; the Linode provider demands one',
      allowed: limits.taintValue.allowed,
      source: 'linode_lke_node_pool (taint)',
    }),
    effect: documented(z.enum(TAINT_EFFECTS), {
      about: 'What happens to pods that do not tolerate the taint',
      allowed: TAINT_EFFECTS.join(', '),
      source: 'linode_lke_node_pool (taint)',
    }),
  },
});

const poolTaint = documented(taint.schema, {
  about: 'A taint',
  allowed: '{key, value, effect}',
  fix: 'write for example {key: example.com/workload, value: cache, effect: NoSchedule}',
  source: 'data-model.md, NodePool',
});

/** Worker nodes of one kind in one environment. */
export const nodePool = entity({
  name: 'NodePool',
  about: 'Worker nodes of one kind, owned by one environment. `cluster.systemPool` names the one that LKE demands.',
  desired: {
    name: documented(text(limits.nodePoolName), {
      about: "Name within the environment, part of the pool's label and of its Terraform address",
      allowed: limits.nodePoolName.allowed,
      source: limits.nodePoolName.source,
    }),
    instanceType: documented(text(limits.instanceTypeId), {
      about: 'Linode plan of each node',
      allowed: 'an instance type of the catalogue, such as g6-standard-8 or g6-dedicated-4; no nanodes',
      fix: 'choose an id of the table in docs/linode-notes.md, or declare a new one in catalogue.instanceTypes',
      source: 'data-model.md, NodePool; Linode API, GET /linode/types',
    }),
    count: documented(whole(poolNodes), {
      about: 'Number of nodes; with maxCount the least number the autoscaler keeps',
      allowed: poolNodes.allowed,
      source: `data-model.md, NodePool; ${poolNodes.source}`,
    }),
    maxCount: documented(whole(poolNodes).optional(), {
      about: 'Largest number of nodes the autoscaler may add up to',
      allowed: `${poolNodes.allowed}, not less than count`,
      default: 'no autoscaler',
      source: `data-model.md, NodePool; ${poolNodes.source}`,
    }),
    taints: documented(z.array(poolTaint).default([]), {
      about: "Taints beside the environment's own, which every pool but the one inside the cluster carries",
      allowed: 'a list of {key, value, effect}, each key once per effect',
      source: 'data-model.md, NodePool',
    }),
    labels: documented(z.record(text(limits.labelKey), text(limits.labelValue)).default({}), {
      about: "Node labels for scheduling, beside the environment's own",
      allowed: `a map of keys (${limits.labelKey.allowed}, no domain of ${limits.RESERVED_NODE_KEY_DOMAINS.join(' or ')}) to values (${limits.labelValue.allowed})`,
      fix: 'write for example labels: {example.com/workload: web}',
      source: 'data-model.md, NodePool; Linode API, POST /lke/clusters/{id}/pools',
    }),
    kubernetesVersion: documented(text(limits.enterpriseKubernetesVersion).optional(), {
      about:
        'Version of Kubernetes of this pool, on the enterprise tier, where a pool keeps its version until it gets another',
      allowed: limits.enterpriseKubernetesVersion.allowed,
      default: "the cluster's version",
      source: 'LKE Enterprise',
    }),
    updateStrategy: documented(z.enum(['rolling_update', 'on_recycle']).optional(), {
      about:
        'When the nodes of this pool take a new version, on the enterprise tier: one after the other at once, or each when it is recycled',
      allowed: 'rolling_update or on_recycle',
      default: 'on_recycle, as Linode sets it',
      source: 'LKE Enterprise',
    }),
    diskEncryption: documented(z.enum(DISK_ENCRYPTION).optional(), {
      about: 'Whether the disks of the nodes are encrypted; a change replaces the pool with all its nodes',
      allowed: DISK_ENCRYPTION.join(' or '),
      default: "the account's, as Linode sets it for new pools",
      source: 'Linode API, POST /lke/clusters/{id}/pools',
    }),
  },
  derived: {
    label: { about: 'Label of the pool at Linode', from: 'environment and name, as <environment>-<name>' },
  },
  observed: {
    id: {
      about: 'Linode node pool id',
      seeWith: 'terraform -chdir=cdktf.out/stacks/<environment> output node_pool_ids',
    },
    nodes: { about: 'Nodes of the pool', seeWith: 'kubectl get nodes -l lke-platform.io/environment=<environment>' },
  },
});
