import type { DriftRule } from './drift-rule';

const CLUSTER = ['linode_lke_cluster'];
const CLUSTER_SOURCE = 'linode_lke_cluster (provider documentation)';

export const CLUSTER_RULES: readonly DriftRule[] = [
  {
    id: 'cluster-control-plane',
    kinds: CLUSTER,
    paths: ['control_plane'],
    severity: 'major',
    because: 'who reaches the control plane, how it survives a failure, or whether it keeps audit logs has changed',
    source: CLUSTER_SOURCE,
    loses: true,
  },
  {
    id: 'cluster-nature',
    kinds: CLUSTER,
    paths: ['id', 'region', 'tier', 'k8s_version', 'vpc_id', 'subnet_id', 'stack_type', 'apl_enabled', 'api_endpoints'],
    severity: 'major',
    because: 'it is another cluster, of another version, or in another network',
    source: CLUSTER_SOURCE,
  },
  {
    id: 'cluster-outside-pools',
    kinds: CLUSTER,
    paths: ['external_pool_tags'],
    severity: 'major',
    because: 'the cluster deletes the pools whose tag is not among these at its next apply',
    source: 'linode_lke_cluster, external_pool_tags',
    loses: true,
  },
  {
    id: 'cluster-kubeconfig',
    kinds: CLUSTER,
    paths: ['kubeconfig'],
    severity: 'minor',
    because: 'somebody had a new kubeconfig made, which ends what was done with the old one',
    source: CLUSTER_SOURCE,
  },
  {
    id: 'cluster-texts',
    kinds: CLUSTER,
    paths: ['label', 'tags'],
    severity: 'minor',
    because: 'nothing depends on the label or the tags of the cluster',
    source: CLUSTER_SOURCE,
  },
  {
    id: 'cluster-reported',
    kinds: CLUSTER,
    paths: ['status', 'dashboard_url'],
    severity: 'none',
    because: 'Linode reports it, and nobody sets it',
    source: CLUSTER_SOURCE,
  },
];
