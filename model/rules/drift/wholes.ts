import { type Difference, isBeingDeleted } from './difference';
import type { DriftRule } from './drift-rule';

const isAdded = ({ action }: Difference) => action === 'added';

/** Whether a firewall at Linode was found in front of nodes or NodeBalancers of the platform. */
const isInForce = (difference: Difference) =>
  isAdded(difference) && typeof difference.after === 'object' && 'attached_to' in (difference.after ?? {});

/** Whether a NodeBalancer was found to lead to nodes of the platform, or into its network. */
const leadsInside = ({ action, after }: Difference) =>
  action === 'added' && typeof after === 'object' && ('leads_to' in (after ?? {}) || 'in_subnets' in (after ?? {}));

/** What somebody may add without making anything less safe: it costs something, or is in the way. */
const HARMLESS = ['linode_firewall', 'linode_object_storage_bucket', 'linode_nodebalancer'];

/** What is said of any type of resource, mostly as a whole; `*` is every type. */
export const WHOLE_RULES: readonly DriftRule[] = [
  {
    id: 'engine-timeouts',
    kinds: [
      'linode_lke_cluster',
      'kubernetes_namespace_v1',
      'kubernetes_resource_quota_v1',
      'kubernetes_service_account_v1',
      'helm_release',
    ],
    paths: ['timeouts'],
    severity: 'none',
    because: 'it tells the provider how long to wait, and stands only in the state',
    source: 'Terraform, resource timeouts',
  },
  {
    id: 'engine-data',
    kinds: ['terraform_data'],
    paths: ['id', 'input', 'output', 'triggers_replace'],
    severity: 'none',
    because: 'it stands only in the state',
    source: 'Terraform, terraform_data',
  },
  {
    id: 'being-deleted',
    kinds: ['*'],
    paths: [''],
    when: isBeingDeleted,
    severity: 'major',
    because: 'somebody deleted it, and something keeps it from going: nothing can be made in its place meanwhile',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    loses: true,
  },
  {
    id: 'removed',
    kinds: ['*'],
    paths: [''],
    when: ({ action }) => action === 'removed',
    severity: 'major',
    because: 'somebody deleted it',
    source: 'data-model.md, DriftReport',
    loses: true,
  },
  {
    id: 'added-firewall-in-force',
    kinds: ['linode_firewall'],
    paths: [''],
    when: isInForce,
    severity: 'major',
    because: 'nobody declared it, and it decides which connections reach the nodes or NodeBalancers of the platform',
    source: 'docs/guides/drift.md',
    loses: true,
  },
  {
    id: 'added-way-in',
    kinds: ['linode_nodebalancer'],
    paths: [''],
    when: leadsInside,
    severity: 'major',
    because: 'nobody declared it, and it leads from the internet to nodes or into the network of the platform',
    source: 'https://techdocs.akamai.com/linode-api/reference/get-node-balancer-config-nodes',
    loses: true,
  },
  {
    id: 'added-by-hand',
    kinds: HARMLESS,
    paths: [''],
    when: isAdded,
    severity: 'minor',
    because: 'nobody declared it; it costs something, and changes nothing of what was declared',
    source: 'docs/guides/drift.md',
  },
  {
    id: 'added-access',
    kinds: [
      'kubernetes_role_v1',
      'kubernetes_role_binding_v1',
      'kubernetes_cluster_role_v1',
      'kubernetes_cluster_role_binding_v1',
      'kubernetes_network_policy_v1',
    ],
    paths: [''],
    when: isAdded,
    severity: 'major',
    because: 'nobody declared it, and rights and allowed connections add up',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    loses: true,
  },
  {
    id: 'added-admission',
    kinds: [
      'kubernetes/MutatingWebhookConfiguration',
      'kubernetes/ValidatingWebhookConfiguration',
      'kubernetes/MutatingAdmissionPolicy',
      'kubernetes/MutatingAdmissionPolicyBinding',
    ],
    paths: [''],
    when: isAdded,
    severity: 'major',
    because:
      'nobody declared it, and it changes what is asked of the API server, or shows it to a server that may refuse it',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  },
  {
    id: 'added-admission-policy',
    kinds: ['kubernetes/ValidatingAdmissionPolicy', 'kubernetes/ValidatingAdmissionPolicyBinding'],
    paths: [''],
    when: isAdded,
    severity: 'minor',
    because: 'nobody declared it; it may refuse what is asked of the API server, and lets nothing through',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  },
  {
    id: 'added',
    kinds: ['*'],
    paths: [''],
    when: isAdded,
    severity: 'major',
    because: 'nobody declared it, and it takes part in what was declared',
    source: 'docs/guides/drift.md',
  },
];
