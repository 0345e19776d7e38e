import type { Difference } from '../../../../model/rules/drift/difference';
import { bindingSchema, type ClusterRole, clusterRoleSchema, type RoleRule, type Subject } from './binding';
import { byOf } from './by-of';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';
import { undeclaredObject } from './undeclared-objects';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const SYSTEM = 'kube-system';
const IN_SYSTEM = `${RBAC}/namespaces/${SYSTEM}`;

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
    const [found, roles, clusterRoles] = await Promise.all([
      client.listWhole(`${IN_SYSTEM}/rolebindings`),
      client.listWhole(`${IN_SYSTEM}/roles`),
      client.listWhole(`${RBAC}/clusterroles`),
    ]);
    const named = (kind: string, objects: readonly unknown[]) =>
      objects.map((object) => {
        const { metadata, rules } = clusterRoleSchema.parse(object);
        return [`${kind}/${metadata.name}`, rules] as const;
      });
    const allows = new Map([...named('Role', roles), ...named('ClusterRole', clusterRoles)]);
    return found.flatMap((object) => {
      const name = `${SYSTEM}/${object.metadata.name}`;
      const about = { kind: 'RoleBinding', type: 'kubernetes_role_binding_v1', name };
      if (declared.has(about.type, name) || releases.have(about.kind, name, object)) return [];
      const { subjects, roleRef } = bindingSchema.parse(object);
      const rules = allows.get(`${roleRef.kind}/${roleRef.name}`);
      if (subjects.every(isOwnPart) || rules?.every(isForAddOns)) return [];
      return undeclaredObject('cluster', about, object);
    });
  });
}

const LEADS: readonly string[] = ['coordination.k8s.io/leases', '/events', 'events.k8s.io/events'];

/**
 * What add-ons that run elsewhere have there: they read how the API server checks certificates
 * (`extension-apiserver-authentication-reader`), watch what runs, or elect their leader. That opens nothing.
 */
function isForAddOns({ apiGroups, resources, verbs }: RoleRule): boolean {
  const kinds = apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`));
  if (kinds.every((it) => LEADS.includes(it))) return true;
  const readsOnly = verbs.every((verb) => ['get', 'list', 'watch'].includes(verb));
  // To get a subresource may be to run something in it, as of pods/exec and services/proxy.
  return readsOnly && resources.every((it) => it !== 'secrets' && !/[*/]/.test(it));
}

function isOwnPart({ kind, name, namespace }: Subject): boolean {
  if (kind === 'ServiceAccount') return namespace === SYSTEM && name !== 'default';
  return name.startsWith('system:') && !OF_ANYBODY.test(name);
}
