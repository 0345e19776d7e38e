import { z } from 'zod';
import type { Difference } from '../../../../model/rules/drift/difference';
import { DRIFT_NAMESPACE, DRIFT_ROLE } from '../../../../model/derive/drift-rights';
import { DRIFT_POD_BINDING } from '../../schedule/manifests';
import { byOf } from './by-of';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';
import { undeclaredObject } from './undeclared-objects';

const COLLECTION = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
const TYPE = 'kubernetes_cluster_role_binding_v1';

const bindingSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .nullish()
    .transform((subjects) => subjects ?? []),
});
type Binding = z.infer<typeof bindingSchema>;
type Subject = Binding['subjects'][number];

/** The binding that Kubernetes makes and keeps of its administrators, and the only one it has in it. */
const ADMINISTRATORS = { binding: 'cluster-admin', group: 'system:masters' };

/**
 * Bindings that reach the whole cluster and that neither a state, a release of ours nor Kubernetes itself has; and who
 * was added to Kubernetes' own binding of administrators.
 */
export function undeclaredClusterBindings(
  { client, declared, unread }: KubernetesReading,
  releases: Releases,
): Promise<readonly Difference[]> {
  return unread.orNothing('cluster', 'clusterrolebindings', async () => {
    const found = await client.listWhole(COLLECTION);
    return found.flatMap((object) => {
      const binding = bindingSchema.parse(object);
      const { name } = binding.metadata;
      if (name === ADMINISTRATORS.binding) return addedAdministrators(binding, object);
      if (declared.has(TYPE, name) || releases.have('ClusterRoleBinding', name, object)) return [];
      if (isOfDriftPods(binding)) return [];
      if (binding.subjects.length === 0 || binding.subjects.every((it) => isOfKubernetes(it, binding))) return [];
      return undeclaredObject('cluster', { kind: 'ClusterRoleBinding', type: TYPE, name }, object);
    });
  });
}

/** What `drift schedule cronjob` prints binds exactly this; with one subject more, or another role, it is not that. */
function isOfDriftPods({ metadata, roleRef, subjects }: Binding): boolean {
  const [subject] = subjects;
  return (
    metadata.name === DRIFT_POD_BINDING &&
    roleRef.name === `${DRIFT_ROLE}-environments` &&
    subjects.length === 1 &&
    subject?.kind === 'ServiceAccount' &&
    subject.namespace === DRIFT_NAMESPACE
  );
}

/**
 * Whether Kubernetes, or LKE, has given a right to one of its own. Only the account of LKE's kubeconfig may be an
 * administrator in this way: to bind another one is what an attacker does. The default account of a namespace is that
 * of every pod without one.
 */
function isOfKubernetes({ kind, name, namespace }: Subject, { roleRef }: Binding): boolean {
  if (kind === 'ServiceAccount') {
    if (namespace !== 'kube-system' || name === 'default') return false;
    return roleRef.name !== 'cluster-admin' || name === 'lke-admin';
  }
  const isOwn = name.startsWith('system:') && roleRef.name.startsWith('system:');
  return isOwn && !(isEverybody(name) && !PUBLIC_ROLES.includes(roleRef.name));
}

/** Groups that everybody is in, who has a token or none. */
const isEverybody = (name: string) =>
  ['system:authenticated', 'system:unauthenticated', 'system:anonymous'].includes(name) ||
  name.startsWith('system:serviceaccounts');

/** What Kubernetes itself gives to everybody. */
const PUBLIC_ROLES: readonly string[] = [
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
];

function addedAdministrators({ subjects }: Binding, object: unknown): Difference[] {
  const added = subjects.filter(({ kind, name }) => !(kind === 'Group' && name === ADMINISTRATORS.group));
  if (added.length === 0) return [];
  return [
    {
      stack: 'cluster',
      address: `ClusterRoleBinding/${ADMINISTRATORS.binding}`,
      kind: TYPE,
      path: ['subject'],
      action: 'added',
      after: added,
      origin: 'kubernetes',
      ...byOf(object, ['subjects']),
    },
  ];
}
