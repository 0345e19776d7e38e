import type { Difference } from '../../../../model/rules/drift/difference';
import { bindingSchema, type ClusterRole, type Subject } from './binding';
import { byOf } from './by-of';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';
import { undeclaredObject } from './undeclared-objects';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const SYSTEM = 'kube-system';

/** Roles that Kubernetes gives to everybody, or to every account. What is added to them stays there. */
const OF_EVERYBODY: readonly string[] = [
  ...['system:basic-user', 'system:discovery', 'system:public-info-viewer'],
  'system:service-account-issuer-discovery',
];

/** What everybody may ask about themselves. */
const ABOUT_ONESELF = /^selfsubject(accessreviews|rulesreviews|reviews)$/;

/** Those of the roles of everybody that somebody has made to allow more. */
export function widenedRoles(roles: readonly ClusterRole[]): Difference[] {
  return roles.flatMap(({ metadata: { name }, rules, object }): Difference[] => {
    if (!OF_EVERYBODY.includes(name)) return [];
    const added = rules.filter(({ resources, nonResourceURLs }) => {
      return resources.some((it) => !ABOUT_ONESELF.test(it)) || nonResourceURLs.some((it) => /^\/?\*$/.test(it));
    });
    if (added.length === 0) return [];
    return [
      {
        stack: 'cluster',
        address: `ClusterRole/${name}`,
        kind: 'kubernetes_cluster_role_v1',
        path: ['rule'],
        action: 'added',
        after: added,
        origin: 'kubernetes',
        ...byOf(object, ['rules']),
      },
    ];
  });
}

/** Groups and users of Kubernetes that comprise others than its own parts. */
const OF_ANYBODY = /^system:(authenticated|unauthenticated|anonymous|serviceaccounts?(:|$)$)/;

/**
 * Whom somebody has given rights in the namespace of Kubernetes' own parts: whoever reads its Secrets has the credentials
 * of the cluster, and of the account at Linode. Kubernetes and LKE give such rights to parts of their own alone.
 */
export function undeclaredInKubeSystem(
  { client, declared, unread }: KubernetesReading,
  releases: Releases,
): Promise<readonly Difference[]> {
  return unread.orNothing('cluster', `rolebindings in ${SYSTEM}`, async () => {
    const found = await client.listWhole(`${RBAC}/namespaces/${SYSTEM}/rolebindings`);
    return found.flatMap((object) => {
      const name = `${SYSTEM}/${object.metadata.name}`;
      const about = { kind: 'RoleBinding', type: 'kubernetes_role_binding_v1', name };
      if (declared.has(about.type, name) || releases.have(about.kind, name, object)) return [];
      const { subjects } = bindingSchema.parse(object);
      return subjects.every(isOwnPart) ? [] : undeclaredObject('cluster', about, object);
    });
  });
}

function isOwnPart({ kind, name, namespace }: Subject): boolean {
  if (kind === 'ServiceAccount') return namespace === SYSTEM && name !== 'default';
  return name.startsWith('system:') && !OF_ANYBODY.test(name);
}
