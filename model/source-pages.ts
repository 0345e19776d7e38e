const LINODE_API = 'https://techdocs.akamai.com/linode-api/reference';
const LINODE_DOCS = 'https://techdocs.akamai.com/cloud-computing/docs';
const LINODE_PROVIDER = 'https://registry.terraform.io/providers/linode/linode/latest/docs/resources';
const KUBERNETES = 'https://kubernetes.io/docs';
const TERRAFORM = 'https://developer.hashicorp.com/terraform/language';
const ARGO_CD = 'https://argo-cd.readthedocs.io/en/stable';

/** The page of each source that is not a file of this repository, by the name that it has in rules and fields. */
const PAGES: Readonly<Record<string, string>> = {
  'Linode API': LINODE_API,
  'Linode API, GET /linode/types': `${LINODE_API}/get-linode-types`,
  'Linode API, GET /lke/tiers/enterprise/versions': `${LINODE_API}/get-lke-tiers-versions`,
  'Linode API, GET /lke/versions': `${LINODE_API}/get-lke-versions`,
  'Linode API, GET /object-storage/endpoints': `${LINODE_API}/get-object-storage-endpoints`,
  'Linode API, GET /regions': `${LINODE_API}/get-regions`,
  'Linode API, POST /lke/clusters': `${LINODE_API}/post-lke-cluster`,
  'Linode API, POST /lke/clusters/{id}/pools': `${LINODE_API}/post-lke-cluster-pools`,
  'Linode API, POST /networking/firewalls': `${LINODE_API}/post-firewalls`,
  'Linode API, POST /object-storage/buckets': `${LINODE_API}/post-object-storage-bucket`,
  'Linode API, POST /volumes': `${LINODE_API}/post-volume`,
  'Linode API, POST /vpcs': `${LINODE_API}/post-vpc`,
  'Linode API, PUT /lke/clusters/{id}': `${LINODE_API}/put-lke-cluster`,
  'Linode API, PUT /lke/clusters/{id}/control_plane_acl': `${LINODE_API}/put-lke-cluster-acl`,
  'Linode API, PUT /networking/firewalls/{id}/rules': `${LINODE_API}/put-firewall-rules`,
  'Kubernetes autoscaler, cloudprovider/linode':
    'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/linode/README.md',
  'LKE Enterprise': `${LINODE_DOCS}/lke-enterprise`,
  'Cloud Manager, features/Kubernetes/constants.ts':
    'https://github.com/linode/manager/blob/develop/packages/manager/src/features/Kubernetes/constants.ts',
  linode_domain: `${LINODE_PROVIDER}/domain`,
  linode_firewall: `${LINODE_PROVIDER}/firewall`,
  linode_lke_cluster: `${LINODE_PROVIDER}/lke_cluster`,
  linode_lke_node_pool: `${LINODE_PROVIDER}/lke_node_pool`,
  linode_lock: `${LINODE_PROVIDER}/lock`,
  linode_nodebalancer: `${LINODE_PROVIDER}/nodebalancer`,
  linode_object_storage_bucket: `${LINODE_PROVIDER}/object_storage_bucket`,
  linode_object_storage_key: `${LINODE_PROVIDER}/object_storage_key`,
  linode_vpc: `${LINODE_PROVIDER}/vpc`,

  'Kubernetes Deployment, rolling update': `${KUBERNETES}/concepts/workloads/controllers/deployment/#rolling-update-deployment`,
  'Kubernetes Ingress': `${KUBERNETES}/concepts/services-networking/ingress/`,
  'Kubernetes LimitRange': `${KUBERNETES}/concepts/policy/limit-range/`,
  'Kubernetes NetworkPolicy': `${KUBERNETES}/concepts/services-networking/network-policies/`,
  'Kubernetes PodDisruptionBudget': `${KUBERNETES}/tasks/run-application/configure-pdb/`,
  'Kubernetes PriorityClass': `${KUBERNETES}/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass`,
  'Kubernetes RBAC': `${KUBERNETES}/reference/access-authn-authz/rbac/`,
  'Kubernetes RBAC, good practices': `${KUBERNETES}/concepts/security/rbac-good-practices/`,
  'Kubernetes RBAC, privilege escalation prevention': `${KUBERNETES}/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping`,
  'Kubernetes ResourceQuota': `${KUBERNETES}/concepts/policy/resource-quotas/`,
  'Kubernetes TokenReview': `${KUBERNETES}/reference/kubernetes-api/authentication-resources/token-review-v1/`,
  'Kubernetes TokenRequest': `${KUBERNETES}/reference/kubernetes-api/authentication-resources/token-request-v1/`,
  'Kubernetes annotations': `${KUBERNETES}/concepts/overview/working-with-objects/annotations/`,
  'Kubernetes label syntax': `${KUBERNETES}/concepts/overview/working-with-objects/labels/#syntax-and-character-set`,
  'Kubernetes, immutable Secrets': `${KUBERNETES}/concepts/configuration/secret/#secret-immutable`,
  'Kubernetes, namespaces': `${KUBERNETES}/concepts/overview/working-with-objects/namespaces/`,
  'Kubernetes, OpenID Connect tokens': `${KUBERNETES}/reference/access-authn-authz/authentication/#openid-connect-tokens`,
  'Kubernetes, types of Secret': `${KUBERNETES}/concepts/configuration/secret/#secret-types`,
  'Kubernetes names': `${KUBERNETES}/concepts/overview/working-with-objects/names/`,
  'Kubernetes node taints': `${KUBERNETES}/concepts/scheduling-eviction/taint-and-toleration/`,
  'Kubernetes version skew policy': 'https://kubernetes.io/releases/version-skew-policy/',

  'OpenID Connect Core': 'https://openid.net/specs/openid-connect-core-1_0.html',
  'OpenID Connect Discovery': 'https://openid.net/specs/openid-connect-discovery-1_0.html',

  'Terraform registry, section Import':
    'https://registry.terraform.io/providers/linode/linode/latest/docs/resources/lke_node_pool#import',
  'Terraform, import block': `${TERRAFORM}/block/import`,
  'Terraform, moved block': `${TERRAFORM}/block/moved`,
  'Terraform, removed blocks': `${TERRAFORM}/block/removed`,
  'Terraform, required_providers': `${TERRAFORM}/providers/requirements`,
  'Terraform, timeouts': `${TERRAFORM}/resources/syntax#operation-timeouts`,
  'Terraform, write-only arguments': `${TERRAFORM}/manage-sensitive-data/write-only`,
  terraform_data: `${TERRAFORM}/resources/terraform-data`,

  'Argo CD Applications': `${ARGO_CD}/operator-manual/declarative-setup/#applications`,
  'Argo CD automated sync': `${ARGO_CD}/user-guide/auto_sync/`,
  'Argo CD sync waves': `${ARGO_CD}/user-guide/sync-waves/`,
  'Grafana dashboard UIDs':
    'https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid',
  'Grafana Loki, limits_config': 'https://grafana.com/docs/loki/latest/configure/#limits_config',
  'Prometheus Alertmanager, email_config': 'https://prometheus.io/docs/alerting/latest/configuration/#email_config',
  'Tempo, storage.trace.s3.endpoint': 'https://grafana.com/docs/tempo/latest/configuration/',
  'kube-prometheus-stack, UPGRADE.md':
    'https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/UPGRADE.md',
  'Helm, custom resource definitions': 'https://helm.sh/docs/chart_best_practices/custom_resource_definitions/',
  'Helm, release records': 'https://helm.sh/docs/topics/advanced/#storage-backends',
  'Helm charts, version': 'https://helm.sh/docs/topics/charts/',
  'OCI distribution, tags': 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md',
  'Go, time.ParseDuration': 'https://pkg.go.dev/time#ParseDuration',
  'YAML 1.2': 'https://yaml.org/spec/1.2.2/',
  'RFC 1035': 'https://www.rfc-editor.org/rfc/rfc1035',
  'RFC 1123': 'https://www.rfc-editor.org/rfc/rfc1123',
  'RFC 3986': 'https://www.rfc-editor.org/rfc/rfc3986',
  'RFC 5322': 'https://www.rfc-editor.org/rfc/rfc5322',
};

/** One of the sources that a text names, with the page that it stands on. */
export interface Source {
  /** As the text has it, with its words in parentheses. */
  readonly text: string;
  /** Address of the page, or path of the file from the root of the repository; undefined where none is known. */
  readonly page: string | undefined;
}

/**
 * The sources of a rule or field with their pages. Their text names one or several, with `;` between them, each with
 * words in parentheses if that helps: `data-model.md, NodePool; Linode API, GET /linode/types (gpus)`.
 */
export function sourcesOf(source: string): Source[] {
  return source.split('; ').map((text) => ({ text, page: pageOf(text.replace(/ \(.*\)$/, '')) }));
}

/** The pages that a rule or field comes from. */
export const pagesOf = (source: string): string[] =>
  sourcesOf(source).flatMap(({ page }) => (page === undefined ? [] : [page]));

function pageOf(name: string): string | undefined {
  const [file, entity] = name.split(', ');
  if (file === 'data-model.md') return `docs/data-model.md${entity === undefined ? '' : `#${entity.toLowerCase()}`}`;
  if (/^(docs|contracts)\/\S+$/.test(name)) return name;
  return Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
}
