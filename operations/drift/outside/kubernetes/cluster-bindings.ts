import type { Difference } from '../../../../model/rules/drift/difference';
import { DRIFT_NAMESPACE, DRIFT_POD_ACCOUNT, DRIFT_ROLE } from '../../../../model/derive/drift-rights';
import type { KubernetesClient } from '../../../kubernetes/client';
import { DRIFT_POD_BINDING } from '../../schedule/manifests';
import { type Binding, bindingSchema, type ClusterRole, clusterRoleSchema } from './binding';
import { isOfKubernetes } from './bindings-of-kubernetes';
import { byOf } from './by-of';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';
import { widenedRoles } from './rights-of-kubernetes';
import { undeclaredObject } from './undeclared-objects';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const TYPE = 'kubernetes_cluster_role_binding_v1';

/** The binding that Kubernetes makes and keeps of its administrators, and the only one it has in it. */
const ADMINISTRATORS = { binding: 'cluster-admin', group: 'system:masters' };

/**
 * Bindings that reach the whole cluster and that neither a state, a release of ours nor Kubernetes itself has; who was
 * added to Kubernetes' own binding of administrators, and what to the roles that everybody has.
 */
export function undeclaredClusterBindings(
  { client, declared, unread }: KubernetesReading,
  releases: Releases,
): Promise<readonly Difference[]> {
  return unread.orNothing('cluster', 'clusterrolebindings', async () => {
    const [found, all] = await Promise.all([client.listWhole(`${RBAC}/clusterrolebindings`), readRoles(client)]);
    const roles = new Map(all.map(({ metadata, rules }) => [metadata.name, rules]));
    const bindings = found.flatMap((object) => {
      const binding = bindingSchema.parse(object);
      const { name } = binding.metadata;
      if (name === ADMINISTRATORS.binding) return addedAdministrators(binding, object);
      if (declared.has(TYPE, name) || releases.have('ClusterRoleBinding', name, object)) return [];
      if (isOfDriftPods(binding)) return [];
      if (isOfKubernetes(binding, roles)) return [];
      return undeclaredObject('cluster', { kind: 'ClusterRoleBinding', type: TYPE, name }, object);
    });
    return [...bindings, ...widenedRoles(all)];
  });
}

/** What the roles of the cluster allow. */
async function readRoles(client: KubernetesClient): Promise<ClusterRole[]> {
  const roles = await client.listWhole(`${RBAC}/clusterroles`);
  return roles.map((object) => ({ ...clusterRoleSchema.parse(object), object }));
}

/** What `drift schedule cronjob` prints binds exactly this; with one subject more, or another role, it is not that. */
function isOfDriftPods({ metadata, roleRef, subjects }: Binding): boolean {
  const [subject] = subjects;
  return (
    metadata.name === DRIFT_POD_BINDING &&
    roleRef.name === `${DRIFT_ROLE}-environments` &&
    subjects.length === 1 &&
    subject?.kind === 'ServiceAccount' &&
    subject.name === DRIFT_POD_ACCOUNT &&
    subject.namespace === DRIFT_NAMESPACE
  );
}

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
