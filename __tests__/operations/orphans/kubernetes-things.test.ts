import type { KubernetesClient, KubernetesObject } from '../../../operations/kubernetes/client';
import { kubernetesThings, UNFINISHED_REVISION } from '../../../operations/orphans/kubernetes-things';
import type { Wanted } from '../../../operations/orphans/wanted';

interface InCluster {
  readonly namespaces?: Readonly<Record<string, Record<string, string>>>;
  /** `namespace/release`, with the statuses of its revisions. */
  readonly releases?: Readonly<Record<string, readonly string[]>>;
  /** Paths of objects that there are. */
  readonly objects?: readonly string[];
}

/** The API of a cluster, as far as it is asked here. The lab has the real one. */
function clusterWith({ namespaces = {}, releases = {}, objects = [] }: InCluster): KubernetesClient {
  const spaces = Object.entries(namespaces).map(([name, labels]) => ({ metadata: { name, labels } }));
  const secrets = Object.entries(releases).flatMap(([place, statuses]) => {
    const [namespace = '', name = ''] = place.split('/');
    return statuses.map((status, index): KubernetesObject => {
      const labels = { owner: 'helm', name, version: String(index + 1), status };
      return { metadata: { name: `${name}-${index}`, namespace, labels, creationTimestamp: '2026-11-27T12:00:00Z' } };
    });
  });
  const client: Pick<KubernetesClient, 'list' | 'get'> = {
    list: (path) => Promise.resolve(path === '/api/v1/namespaces' ? spaces : secrets),
    get: (path) => Promise.resolve(objects.includes(path) ? {} : undefined) as ReturnType<KubernetesClient['get']>,
  };
  return client as KubernetesClient;
}

const thingsIn = (cluster: InCluster, wanted: readonly Wanted[] = []) =>
  kubernetesThings(clusterWith(cluster), 'acme', wanted);

describe('what a cluster has of a platform', () => {
  it('is its namespaces, by their label, and those of the baseline that Terraform made', async () => {
    const terraform = { 'app.kubernetes.io/managed-by': 'terraform' };
    const things = await thingsIn({
      namespaces: {
        'env-production': { 'lke-platform.io/platform': 'acme' },
        'env-staging': { 'lke-platform.io/platform': 'other' },
        monitoring: terraform,
        'argo-workflows': terraform,
      },
    });

    expect(things).toEqual([
      {
        type: 'kubernetes_namespace_v1',
        id: 'env-production',
        name: 'env-production',
        mark: 'it has the label lke-platform.io/platform=acme',
      },
      { type: 'kubernetes_namespace_v1', id: 'env-staging', name: 'env-staging', mark: undefined },
      {
        type: 'kubernetes_namespace_v1',
        id: 'monitoring',
        name: 'monitoring',
        mark: 'it has the label app.kubernetes.io/managed-by=terraform',
      },
      { type: 'kubernetes_namespace_v1', id: 'argo-workflows', name: 'argo-workflows', mark: undefined },
    ]);
  });

  it('is its releases, which are the platform’s in the namespaces of the baseline alone', async () => {
    const things = await thingsIn({
      releases: { 'monitoring/loki': ['superseded', 'deployed'], 'env-production/shop': ['deployed'] },
    });

    expect(things).toEqual([
      {
        type: 'helm_release',
        id: 'monitoring/loki',
        name: 'monitoring/loki',
        mark: 'it is in the namespace monitoring',
      },
      { type: 'helm_release', id: 'env-production/shop', name: 'env-production/shop', mark: undefined },
    ]);
  });

  it('is the revision that is in the way of the next one, of the platform’s releases', async () => {
    const things = await thingsIn({
      releases: { 'monitoring/loki': ['deployed', 'pending-upgrade'], 'env-production/shop': ['pending-install'] },
    });

    expect(things).toEqual([
      {
        type: UNFINISHED_REVISION,
        id: 'monitoring/loki/2',
        name: 'monitoring/loki',
        mark: 'revision 2 is pending-upgrade since 2026-11-27T12:00:00Z',
      },
    ]);
  });

  it('is what exists under the name of something that a plan would make', async () => {
    const quota = { type: 'kubernetes_resource_quota_v1', name: 'env-production/quota' } as Wanted;
    const path = '/api/v1/namespaces/env-production/resourcequotas/quota';

    expect(await thingsIn({ objects: [path] }, [quota])).toEqual([{ ...quota, id: 'env-production/quota' }]);
    expect(await thingsIn({}, [quota])).toEqual([]);
  });
});
