import { forgottenForGood, forgottenRule, importedRule, movedRule } from './common';
import type { ReversibilityRule } from './rule';

const CLUSTER = { id: 'cluster', types: ['linode_lke_cluster'] };
const POOL = { id: 'pool', types: ['linode_lke_node_pool'] };
const LOCK = { id: 'lock', types: ['linode_lock'] };

const PUT_CLUSTER = 'Linode API, PUT /lke/clusters/{id}';
const PUT_ACL = 'Linode API, PUT /lke/clusters/{id}/control_plane_acl';
const POST_POOL = 'Linode API, POST /lke/clusters/{id}/pools';
const POOL_RESOURCE = 'linode_lke_node_pool';

const AUTOSCALER = 'Kubernetes autoscaler, cloudprovider/linode';
const ANY_NODES = 'the pool shrinks again, and Linode takes any of its nodes: what lay on their disks is gone';
const NEW_NODES = 'its nodes are made anew: other ids and addresses, and what lay on their disks is gone';
const STAYS = 'when it is taken out again, it stays as it is at Linode';

const clusterUpdate = (
  id: string,
  paths: readonly string[],
  rest: Pick<ReversibilityRule, 'reversibility' | 'because' | 'source' | 'when'>,
): ReversibilityRule => ({ ...rest, id: `${CLUSTER.id}-${id}`, types: CLUSTER.types, actions: ['update'], paths });

const CLUSTER_RULES: readonly ReversibilityRule[] = [
  {
    id: 'cluster-created',
    types: CLUSTER.types,
    actions: ['create'],
    reversibility: 'needs-restore',
    because: 'all that came into it goes with it, and NodeBalancers and volumes of its controllers are left over',
    source: 'Linode API, POST /lke/clusters',
  },
  {
    id: 'cluster-destroyed',
    types: CLUSTER.types,
    actions: ['destroy', 'replace'],
    reversibility: 'irreversible',
    because: 'what was in the cluster is gone, and another cluster has another id, address and credential',
    source: 'linode_lke_cluster',
  },
  clusterUpdate('version', ['k8s_version'], {
    reversibility: 'irreversible',
    because: 'LKE has no way to an earlier version of Kubernetes, and the nodes were made anew',
    source: PUT_CLUSTER,
  }),
  clusterUpdate('high-availability', ['control_plane.high_availability'], {
    when: 'switched-on',
    reversibility: 'irreversible',
    because: 'high availability of the control plane cannot be switched off',
    source: PUT_CLUSTER,
  }),
  clusterUpdate('high-availability-same', ['control_plane.high_availability'], {
    reversibility: 'reversible',
    because: 'Linode refuses to switch it off, so nothing changes',
    source: PUT_CLUSTER,
  }),
  clusterUpdate('audit-logs-set', ['control_plane.audit_logs_enabled'], {
    when: 'added',
    reversibility: 'irreversible',
    because: STAYS,
    source: 'linode_lke_cluster',
  }),
  clusterUpdate('audit-logs', ['control_plane.audit_logs_enabled'], {
    reversibility: 'reversible',
    because: 'the former value is set again',
    source: 'linode_lke_cluster',
  }),
  clusterUpdate('acl-switched-on', ['control_plane.acl.enabled'], {
    when: 'switched-on',
    reversibility: 'needs-restore',
    because: 'the access list can be switched off again but not removed, and that fails while it has addresses',
    source: PUT_ACL,
  }),
  clusterUpdate('acl', ['control_plane.acl.enabled', 'control_plane.acl.addresses'], {
    reversibility: 'reversible',
    because: 'the former access list is set again',
    source: PUT_ACL,
  }),
  clusterUpdate('label', ['label', 'tags'], {
    reversibility: 'reversible',
    because: 'the former text is set again',
    source: PUT_CLUSTER,
  }),
  clusterUpdate('external-pools', ['external_pool_tags', 'timeouts'], {
    reversibility: 'reversible',
    because: 'it stands in the state alone',
    source: 'linode_lke_cluster',
  }),
  clusterUpdate('never-sent', ['vpc_id', 'subnet_id', 'stack_type'], {
    reversibility: 'irreversible',
    because: 'the provider plans this and never sends it: neither the change nor its way back happens',
    source: 'linode_lke_cluster',
  }),
  clusterUpdate('pool-added', ['pool'], {
    when: 'added',
    reversibility: 'reversible',
    because: 'the pool that was added goes again',
    source: POST_POOL,
  }),
  clusterUpdate('pool-removed', ['pool'], {
    when: 'removed',
    reversibility: 'needs-restore',
    because: `the pool is made anew, with another id; ${NEW_NODES}`,
    source: POST_POOL,
  }),
  clusterUpdate('pool-made-anew', ['pool.type', 'pool.disk_encryption', 'pool.k8s_version', 'pool.update_strategy'], {
    reversibility: 'needs-restore',
    because: `the pool is made anew, with another id; ${NEW_NODES}`,
    source: 'linode_lke_cluster',
  }),
  clusterUpdate('pool-shrunk', ['pool.count'], {
    when: 'lowered',
    reversibility: 'needs-restore',
    because: 'the nodes that went are replaced by others: what lay on their disks is gone',
    source: POST_POOL,
  }),
  clusterUpdate('pool-grown', ['pool.count'], {
    reversibility: 'needs-restore',
    because: ANY_NODES,
    source: AUTOSCALER,
  }),
  clusterUpdate('pool-firewall-set', ['pool.firewall_id'], {
    when: 'added',
    reversibility: 'irreversible',
    because: STAYS,
    source: 'linode_lke_cluster',
  }),
  clusterUpdate(
    'pool-settings',
    ['pool.label', 'pool.labels', 'pool.tags', 'pool.taint', 'pool.autoscaler', 'pool.firewall_id'],
    {
      reversibility: 'reversible',
      because: 'the pool keeps its id, and the former value is set again',
      source: POST_POOL,
    },
  ),
  movedRule(CLUSTER),
  importedRule(CLUSTER),
  forgottenForGood(
    CLUSTER,
    'an import does not know which pools belong to other stacks, nor the order of its own: adopt it (lke-platform import)',
    'linode_lke_cluster',
  ),
];

const poolUpdate = (
  id: string,
  paths: readonly string[],
  rest: Pick<ReversibilityRule, 'reversibility' | 'because' | 'when'>,
): ReversibilityRule => ({
  ...rest,
  id: `${POOL.id}-${id}`,
  types: POOL.types,
  actions: ['update'],
  paths,
  source: POOL_RESOURCE,
});

const POOL_RULES: readonly ReversibilityRule[] = [
  {
    id: 'pool-created',
    types: POOL.types,
    actions: ['create'],
    reversibility: 'reversible',
    because: 'the pool goes again; pods on its nodes are moved or wait',
    source: POST_POOL,
  },
  {
    id: 'pool-destroyed',
    types: POOL.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: `the pool is made anew, with another id; ${NEW_NODES}`,
    source: POOL_RESOURCE,
  },
  poolUpdate('shrunk', ['node_count'], {
    when: 'lowered',
    reversibility: 'needs-restore',
    because: 'the nodes that went are replaced by others: what lay on their disks is gone',
  }),
  {
    ...poolUpdate('grown', ['node_count'], { reversibility: 'needs-restore', because: ANY_NODES }),
    source: AUTOSCALER,
  },
  poolUpdate('settings', ['label', 'labels', 'tags', 'taint', 'autoscaler'], {
    reversibility: 'reversible',
    because: 'the pool keeps its id, and the former value is set again',
  }),
  poolUpdate('set-for-good', ['firewall_id', 'k8s_version', 'update_strategy'], {
    when: 'added',
    reversibility: 'irreversible',
    because: STAYS,
  }),
  poolUpdate('version', ['k8s_version'], {
    reversibility: 'irreversible',
    because: 'LKE has no way to an earlier version of Kubernetes',
  }),
  poolUpdate('enterprise-settings', ['firewall_id', 'update_strategy'], {
    reversibility: 'reversible',
    because: 'the former value is set again',
  }),
  movedRule(POOL),
  importedRule(POOL),
  forgottenRule(POOL),
];

const LOCK_RULES: readonly ReversibilityRule[] = [
  {
    id: 'lock-created',
    types: LOCK.types,
    actions: ['create'],
    reversibility: 'reversible',
    because: 'the lock is lifted again',
    source: 'linode_lock',
  },
  {
    id: 'lock-lifted',
    types: LOCK.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'the lock is put on anew, with another id',
    source: 'linode_lock',
  },
  movedRule(LOCK),
  importedRule(LOCK),
  forgottenRule(LOCK),
];

export const CLUSTER_AND_POOLS: readonly ReversibilityRule[] = [...CLUSTER_RULES, ...POOL_RULES, ...LOCK_RULES];
