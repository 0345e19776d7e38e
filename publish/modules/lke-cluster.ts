import { LKE_CLUSTER_INPUTS, LKE_CLUSTER_RULES } from '../../constructs/lke-cluster/inputs';
import { LkeCluster } from '../../constructs/lke-cluster/lke-cluster';
import { defineModule } from './definition';

export const lkeCluster = defineModule({
  name: 'lke-cluster',
  about:
    'A cluster of the Linode Kubernetes Engine (LKE): the control plane with its access control list, the node pool ' +
    'that its own pods run on, and any number of further node pools by name.',
  construct: LkeCluster,
  inputs: LKE_CLUSTER_INPUTS,
  rules: LKE_CLUSTER_RULES,
  outputs: {
    clusterId: { description: 'Linode id of the cluster.' },
    apiEndpoint: { description: 'Address of the Kubernetes API.' },
    caCertificate: { description: "Certificate of the cluster's CA, PEM in base64. It is public." },
    systemPoolId: { description: 'Linode id of the pool inside the cluster resource; null without one.' },
    systemPoolInstanceIds: { description: 'Linode ids of the nodes of that pool.', type: 'list(number)' },
    nodePoolIds: { description: 'Linode id of each further pool, by name.', type: 'map(string)' },
    nodePoolInstanceIds: {
      description: 'Linode ids of the nodes of each further pool, by name.',
      type: 'map(list(number))',
    },
  },
  comments: {
    'terraform_data.vpc': 'The provider neither sends a changed VPC nor replaces the cluster by itself.',
    'terraform_data.pool_begun':
      'Remembers when a pool with an autoscaler was made: its node_count is for that apply alone, then the autoscaler decides.',
    'linode_lke_node_pool.pool':
      'The provider keeps what is left out, so that defaults of the enterprise tier are written out.',
  },
  notes: [
    '**No credential is an output.** The linode provider keeps the cluster-admin kubeconfig in the state, so whoever may ' +
      'read the state has it. Give everybody else a token of their own, and do not configure the kubernetes and helm ' +
      'providers from this module in the same configuration: on the first apply there is no cluster yet. ' +
      '[The guide](../../docs/guides/modules.md#from-the-cluster-to-what-runs-in-it) shows a second one.',
    '**One pool never moves.** LKE demands a pool inside the cluster resource, `system_pool`; its own pods run there, so ' +
      'leave it without taints unless another pool has none. Every other pool belongs in `node_pools`: the provider ' +
      'matches the pools inside the cluster by their place, and would replace all that come after one that goes.',
    '**Tags keep pools alive.** The cluster resource deletes every pool it does not know. Those of `node_pools` carry the ' +
      'tag `environment-pool`, by which it leaves them alone; a pool that you keep in another configuration needs that ' +
      'tag, or one of `external_pool_tags`.',
    '**A new Kubernetes version recycles the nodes of all pools in one go**, on a rolling basis as the API says. A redundant control plane (`high_availability`) ' +
      'can be switched on later, but never off. A change of `region`, `tier`, `vpc_id`, `subnet_id` or `stack_type` makes a new cluster.',
    '**A changed `type` of a pool deletes its nodes before new ones are made.** To keep what runs there running, add a pool ' +
      'under another name, apply, then take the old one out.',
    '**Nothing keeps you from destroying it**, for Terraform takes no variable for `prevent_destroy`. ' +
      '[The guide](../../docs/guides/modules.md#against-destroying-it-by-mistake) has a guard to put beside the call.',
    '**`deletion_lock` makes Linode itself refuse**, whoever asks: the console, another tool, or the provider, which ' +
      'replaces the pool inside the cluster behind an update in place when its `type` or `disk_encryption` changes. ' +
      'Such an apply fails then, and both pools are there. Lift the lock first: set `deletion_lock = false`, apply, ' +
      'then make the change. Terraform lifts it by itself before it destroys the cluster, or replaces one of `node_pools`.',
    '**Destroying leaves something behind.** NodeBalancers and volumes that workloads made stay. Delete Services of type ' +
      'LoadBalancer and PersistentVolumeClaims first.',
    '**What is taken out may stay at Linode**, for the provider does not send it. The module therefore writes out the ' +
      'networks of the ACL (so that it can be switched off), `audit_logs_enabled`, and of the pools `kubernetes_version` ' +
      'and `update_strategy`. A `firewall_id` cannot be taken off a pool, only be replaced by that of another firewall, ' +
      'such as one that accepts everything; nodes get it when they are recycled. `high_availability` stays on.',
    '**An ACL that something else keeps**, such as a controller or your CI: `control_plane_acl = { managed = false }` ' +
      'leaves it as it is. A new cluster begins without one, which LKE Enterprise refuses; so make that one with its ' +
      'networks, and hand the ACL over afterwards.',
    '**A pool begins with `node_count`, then the autoscaler decides**, where it has both. The number counts in the apply ' +
      'that makes the pool, and is not looked at again. The pool inside the cluster begins with the least of its autoscaler.',
    '**A firewall at the nodes** is `firewall_id` of a pool on the enterprise tier. On the standard tier, ' +
      '`linode_firewall_device` attaches one to the Linodes of a pool, which `node_pool_instance_ids` names: ' +
      '[examples/node-firewall](examples/node-firewall). That is safe for pools of a fixed number of nodes; a node that an ' +
      'autoscaler adds, or that LKE replaces, has no firewall until the next apply.',
    '**A misspelt field vanishes.** Terraform drops what the type of an input does not have, before a module sees it. ' +
      '`terraform plan` shows what a pool really gets.',
    '**LKE Enterprise** is in the beta version of the API: set `tier = "enterprise"`, and `api_version = "v4beta"` in the ' +
      'provider.',
    'The token needs the scopes `lke:read_write`, `linodes:read_only` and `events:read_only`; with a VPC also `vpc:read_only`.',
  ],
  moved: [],
});
