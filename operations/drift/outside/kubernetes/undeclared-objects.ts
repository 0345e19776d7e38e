import type { StackId } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { KubernetesObject } from '../../../kubernetes/client';
import { byOf } from './by-of';
import { maskedTree } from './masked-tree';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';

/** Kinds that a namespace of the platform has none of but those that were declared. */
const KINDS = [
  { kind: 'Role', type: 'kubernetes_role_v1', collection: 'apis/rbac.authorization.k8s.io/v1', plural: 'roles' },
  {
    kind: 'RoleBinding',
    type: 'kubernetes_role_binding_v1',
    collection: 'apis/rbac.authorization.k8s.io/v1',
    plural: 'rolebindings',
  },
  {
    kind: 'NetworkPolicy',
    type: 'kubernetes_network_policy_v1',
    collection: 'apis/networking.k8s.io/v1',
    plural: 'networkpolicies',
  },
  { kind: 'ResourceQuota', type: 'kubernetes_resource_quota_v1', collection: 'api/v1', plural: 'resourcequotas' },
  { kind: 'LimitRange', type: 'kubernetes_limit_range_v1', collection: 'api/v1', plural: 'limitranges' },
] as const;

/**
 * Objects in a namespace of the platform that no state and no release of ours has.
 */
export async function undeclaredInNamespace(
  { client, declared, unread }: KubernetesReading,
  { stack, namespace }: { readonly stack: StackId; readonly namespace: string },
  releases: Releases,
): Promise<readonly Difference[]> {
  const read = KINDS.map(({ kind, type, collection, plural }) =>
    unread.orNothing(stack, `${plural} in ${namespace}`, async () => {
      const found = await client.listWhole(`/${collection}/namespaces/${namespace}/${plural}`);
      return found.flatMap((object) => {
        const name = `${namespace}/${object.metadata.name}`;
        if (declared.has(type, name) || releases.have(kind, name, object)) return [];
        return undeclaredObject(stack, { kind, type, name }, object);
      });
    }),
  );
  return (await Promise.all(read)).flat();
}

/** The difference that an object makes which nobody declared. */
export function undeclaredObject(
  stack: StackId,
  { kind, type, name }: { readonly kind: string; readonly type: string; readonly name: string },
  object: KubernetesObject,
): Difference {
  const { metadata, ...content } = object as KubernetesObject & { readonly status?: unknown };
  const { labels = {} } = metadata;
  return {
    stack,
    address: `${kind}/${name}`,
    kind: type,
    path: [],
    action: 'added',
    after: maskedTree({ ...withoutStatus(content), labels }),
    origin: 'kubernetes',
    ...byOf(object, []),
  };
}

const withoutStatus = (content: object) =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !['status', 'kind', 'apiVersion'].includes(name)));
