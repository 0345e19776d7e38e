import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesClient } from './client';

const NAMESPACE = 'kube-system';
const NAME = 'lke-admin';
const SECRET = `${NAME}-token`;
const TIMEOUT_MS = 60_000;

/**
 * Makes the ServiceAccount whose token LKE puts into the kubeconfig of a cluster, with all rights, and returns that
 * token: it belongs to a Secret and does not end.
 */
export async function lkeAdminToken(admin: KubernetesClient): Promise<string> {
  const inNamespace = `/api/v1/namespaces/${NAMESPACE}`;
  await admin.create(`${inNamespace}/serviceaccounts`, { metadata: { name: NAME } });
  await admin.create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: NAME },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
  });
  await admin.create(`${inNamespace}/secrets`, {
    metadata: { name: SECRET, annotations: { 'kubernetes.io/service-account.name': NAME } },
    type: 'kubernetes.io/service-account-token',
  });
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const { data } = (await admin.get(`${inNamespace}/secrets/${SECRET}`)) as { data?: { token?: string } };
    if (data?.token !== undefined) return Buffer.from(data.token, 'base64').toString();
    await sleep(50);
  }
  throw new Error(`the controller manager of the lab made no token of ${NAME} within ${TIMEOUT_MS / 1000} seconds`);
}
