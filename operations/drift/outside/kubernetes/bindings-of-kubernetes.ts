import type { Binding, RoleRule, Subject } from './binding';
import { mayTakeOver, readsSecrets } from './mighty-roles';

const SYSTEM = 'kube-system';
const BOOTSTRAPPERS = 'Group system:bootstrappers:kubeadm:default-node-token';
const EVERYBODY = 'Group system:authenticated';

/** Controllers to which Kubernetes gives a role and a binding of their name. */
const CONTROLLERS: readonly string[] = `
  attachdetach-controller certificate-controller clusterrole-aggregation-controller cronjob-controller
  daemon-set-controller deployment-controller disruption-controller endpoint-controller endpointslice-controller
  endpointslicemirroring-controller ephemeral-volume-controller expand-controller generic-garbage-collector
  horizontal-pod-autoscaler job-controller legacy-service-account-token-cleaner namespace-controller node-controller
  persistent-volume-binder pod-garbage-collector pv-protection-controller pvc-protection-controller
  replicaset-controller replication-controller resource-claim-controller resourcequota-controller
  root-ca-cert-publisher route-controller service-account-controller service-cidrs-controller service-controller
  statefulset-controller ttl-after-finished-controller ttl-controller validatingadmissionpolicy-status-controller`
  .trim()
  .split(/\s+/);

/** Whom the bindings of Kubernetes name whose role has their name. */
const OF_ROLE: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(CONTROLLERS.map((name) => [`system:controller:${name}`, [`ServiceAccount ${SYSTEM}/${name}`]])),
  'system:basic-user': [EVERYBODY],
  'system:discovery': [EVERYBODY],
  'system:public-info-viewer': [EVERYBODY, 'Group system:unauthenticated'],
  'system:service-account-issuer-discovery': ['Group system:serviceaccounts'],
  'system:monitoring': ['Group system:monitoring'],
  'system:kube-controller-manager': ['User system:kube-controller-manager'],
  'system:kube-scheduler': ['User system:kube-scheduler'],
  'system:volume-scheduler': ['User system:kube-scheduler'],
  'system:node-proxier': ['User system:kube-proxy'],
};

const CERTIFICATES = 'system:certificates.k8s.io:certificatesigningrequests';

/** Bindings by which nodes join and the control plane reaches them, as kubeadm and konnectivity make them. */
const OF_NODES: Readonly<Record<string, { readonly role: string; readonly subject: string }>> = {
  'kubeadm:get-nodes': { role: 'kubeadm:get-nodes', subject: BOOTSTRAPPERS },
  'kubeadm:kubelet-bootstrap': { role: 'system:node-bootstrapper', subject: BOOTSTRAPPERS },
  'kubeadm:node-autoapprove-bootstrap': { role: `${CERTIFICATES}:nodeclient`, subject: BOOTSTRAPPERS },
  'kubeadm:node-autoapprove-certificate-rotation': {
    role: `${CERTIFICATES}:selfnodeclient`,
    subject: 'Group system:nodes',
  },
  'kubeadm:cluster-admins': { role: 'cluster-admin', subject: 'Group kubeadm:cluster-admins' },
  'system:konnectivity-server': { role: 'system:auth-delegator', subject: 'User system:konnectivity-server' },
};

/** The account of LKE's kubeconfig. */
const LKE_ADMIN = 'lke-admin';

/** Accounts of LKE's parts that read Secrets: those of the CSI driver and of the cloud controller manager. */
const READ_SECRETS: readonly string[] = ['csi-controller-sa', 'csi-node-sa', 'ccm-linode'];

/**
 * Whether Kubernetes, or LKE, has made a binding: one of Kubernetes by its name, its role and whom it names; one of LKE,
 * whose names nobody promises, by an account of kube-system and what its role allows. A role that takes over the cluster
 * is the right of LKE's kubeconfig alone: to give it to another account is what an attacker does.
 */
export function isOfKubernetes(binding: Binding, roles: ReadonlyMap<string, readonly RoleRule[]>): boolean {
  const { metadata, roleRef, subjects } = binding;
  const named = OF_NODES[metadata.name];
  const own = metadata.name === roleRef.name ? (OF_ROLE[roleRef.name] ?? []) : [];
  const known = named?.role === roleRef.name ? [named.subject] : own;
  return subjects.every((it) => known.includes(textOf(it)) || isOfLke(it, roleRef.name, roles.get(roleRef.name)));
}

/** The default account is that of every pod without one. */
function isOfLke({ kind, name, namespace }: Subject, role: string, rules: readonly RoleRule[] | undefined): boolean {
  if (kind !== 'ServiceAccount' || namespace !== SYSTEM || name === 'default') return false;
  if (name === LKE_ADMIN) return true;
  if (rules === undefined || mayTakeOver(role, rules)) return false;
  return READ_SECRETS.includes(name) || !readsSecrets(rules);
}

const textOf = ({ kind, name, namespace }: Subject) =>
  `${kind} ${kind === 'ServiceAccount' && namespace !== undefined ? `${namespace}/` : ''}${name}`;
