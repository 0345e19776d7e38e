import { readRollouts, WAVE_APPROVALS } from '../../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../../operations/kubernetes/client';

const A = 'a'.repeat(40);
const shop = { name: 'shop', repository: 'https://git.example/shop.git', path: 'deploy' };
const source = { repoURL: shop.repository, path: shop.path, targetRevision: A };
const application = (name: string, spec: object, status: object = {}) => ({ metadata: { name }, spec, status });
const clusterOf = (...applications: object[]) =>
  ({
    listWhole: (path: string) =>
      Promise.resolve(
        path === WAVE_APPROVALS
          ? [
              {
                metadata: { name: 'production-wave-1' },
                spec: { rollout: 'production', wave: 1, revision: A, applications: [shop] },
              },
            ]
          : applications,
      ),
  }) as unknown as KubernetesClient;
const known = [{ name: 'production', gated: true, applications: [{ ...shop, gate: 'production-wave-1' }] }] as never;

describe('the rollouts of a cluster', () => {
  it.each<[string, object, object]>([
    ['follows the default branch', { source: { repoURL: 'https://git.example/own.git', path: '.' } }, {}],
    ['has several sources', { sources: [source, source] }, {}],
    ['was never looked at', { source }, {}],
    ['has an object without a name', { source }, { resources: [{ kind: 'ConfigMap' }] }],
  ])('are told beside an application of somebody that %s', async (_what, spec, status) => {
    const found = await readRollouts(
      clusterOf(application('own', spec, status), application('shop', { source })),
      known,
    );

    expect(found).toMatchObject([{ name: 'production', gates: [{ applications: [{ name: 'shop', running: A }] }] }]);
  });
});
