import type { KubernetesClient } from './client';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const USER = 'system:kube-controller-manager';

/**
 * Gives the one user that all controllers are what each of them does: where they have no accounts of their own, that user
 * must be granted all the roles (Kubernetes, Using RBAC Authorization, "Roles for built-in controllers").
 */
export async function giveControllerRoles(admin: KubernetesClient): Promise<void> {
  const { items = [] } = await admin.get(`${RBAC}/clusterroles`);
  const names = items
    .flatMap(({ metadata }) => metadata?.name ?? [])
    .filter((name) => name.startsWith('system:controller:'));
  for (const name of names) {
    await admin.create(`${RBAC}/clusterrolebindings`, {
      metadata: { name: `${name}-to-controller-manager` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: USER }],
    });
  }
}
