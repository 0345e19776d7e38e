import { readApplications } from '../../../operations/argocd/applications';
import { type KubernetesClient } from '../../../operations/kubernetes/client';
import { KubernetesError } from '../../../operations/kubernetes/error';

const answering = (listWhole: () => Promise<unknown>) => ({ listWhole }) as unknown as KubernetesClient;

describe('what Argo CD says of Applications', () => {
  it('is read from their status', async () => {
    const client = answering(() =>
      Promise.resolve([
        {
          metadata: { name: 'shop' },
          spec: { project: 'production', destination: { namespace: 'env-production' } },
          status: {
            sync: { status: 'OutOfSync', revision: 'b'.repeat(40) },
            health: { status: 'Degraded' },
            history: [{ id: 1 }],
            conditions: [
              { type: 'ComparisonError', message: 'no such path' },
              { type: 'SharedResourceWarning', message: 'shared' },
            ],
            operationState: { phase: 'Failed', message: 'refused', syncResult: { revision: 'a'.repeat(40) } },
          },
        },
      ]),
    );

    expect(await readApplications(client)).toEqual([
      {
        ...{ name: 'shop', project: 'production', namespace: 'env-production', isDeployed: true },
        ...{ sync: 'OutOfSync', health: 'Degraded', revision: 'b'.repeat(40), errors: ['no such path'] },
        operation: { phase: 'Failed', message: 'refused', revision: 'a'.repeat(40) },
      },
    ]);
  });

  it('is Unknown before Argo CD looked', async () => {
    expect(await readApplications(answering(() => Promise.resolve([{ metadata: { name: 'new' } }])))).toEqual([
      {
        ...{ name: 'new', project: '', namespace: '', isDeployed: false, sync: 'Unknown', health: 'Unknown' },
        ...{ revision: undefined, operation: undefined, errors: [] },
      },
    ]);
  });

  it('is nothing where it is not installed, and an error where nobody tells', async () => {
    const failing = (status: number) => answering(() => Promise.reject(new KubernetesError('no', status)));

    expect(await readApplications(failing(404))).toBeUndefined();
    await expect(readApplications(failing(403))).rejects.toThrow('no');
  });
});
