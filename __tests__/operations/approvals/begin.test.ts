import { begin } from '../../../operations/approvals/begin';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { KubernetesError } from '../../../operations/kubernetes/error';

const root = (resourceVersion: string, phase?: string) => ({
  metadata: { resourceVersion },
  ...(phase !== undefined && { operation: {}, status: { operationState: { phase } } }),
});

describe('a rollout that is begun', () => {
  it('ends the one that runs, as it was read: what Argo CD notes meanwhile is looked at again', async () => {
    const found = [
      root('1', 'Running'),
      root('2', 'Running'),
      root('3', 'Running'),
      root('4', 'Terminating'),
      root('5'),
    ];
    const sent: unknown[] = [];
    const client = {
      listWhole: () => Promise.resolve([]),
      get: () => Promise.resolve(found.shift()),
      send: (method: string, _path: string, change: { readonly metadata?: object }) => {
        if (method === 'POST') return Promise.resolve({ status: { userInfo: { username: 'mia' } } });
        sent.push(change.metadata ?? change);
        return sent.length === 1 ? Promise.reject(new KubernetesError('changed', 409)) : Promise.resolve({});
      },
    } as unknown as KubernetesClient;

    expect(await begin(client, 'production')).toMatchObject({ endedFormer: true });
    expect(sent).toEqual([
      { resourceVersion: '2' },
      { resourceVersion: '3' },
      expect.objectContaining({ operation: expect.anything() as unknown }),
    ]);
  });
});
