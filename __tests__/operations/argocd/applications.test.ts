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

  describe('of what a person has to confirm before it is removed', () => {
    const since = '2026-11-29T10:00:00Z';
    const confirmed = (moment: string) => ({ 'argocd.argoproj.io/deletion-approved': moment });
    const waiting = {
      resources: [
        { kind: 'ConfigMap', name: 'old', requiresPruning: true },
        { kind: 'ConfigMap', name: 'new' },
      ],
      operationState: {
        phase: 'Running',
        startedAt: since,
        message: 'waiting for pruning confirmation of /ConfigMap/old',
      },
    };
    const resources = [{ kind: 'ConfigMap', name: 'all', requiresDeletionConfirmation: true }];
    const removalOf = async (metadata: object, status: object) => {
      const client = answering(() => Promise.resolve([{ metadata: { name: 'shop', ...metadata }, status }]));
      return (await readApplications(client))?.[0]?.removal;
    };

    it.each([
      ['nothing', {}],
      ['what was before', confirmed('2026-11-29T09:59:59Z')],
      ['what is not a moment', confirmed('yes')],
    ])('is named where somebody confirmed %s', async (_, annotations) => {
      expect(await removalOf({ annotations }, waiting)).toEqual({ kind: 'pruning', since, objects: ['ConfigMap old'] });
      expect(await removalOf({ annotations, deletionTimestamp: since }, { resources })).toEqual({
        ...{ kind: 'deletion', since },
        objects: ['ConfigMap all'],
      });
    });

    it.each<[string, object]>([
      ['the list is of another commit', { sync: { status: 'OutOfSync', revision: 'b' } }],
      ['nothing is listed', { resources: [] }],
    ])('is what Argo CD says where %s', async (_, changes) => {
      const operationState = { ...waiting.operationState, syncResult: { revision: 'a' } };
      const same = { ...waiting, operationState, sync: { status: 'OutOfSync', revision: 'a' } };
      expect(await removalOf({}, same)).toMatchObject({ objects: ['ConfigMap old'] });
      expect(await removalOf({}, { ...same, ...changes })).toMatchObject({
        objects: [
          expect.stringMatching(/^\/ConfigMap\/old \(as Argo CD says; nothing lists all that a has no more\)$/),
        ],
      });
    });

    it('is not named once it is confirmed, has ended, or needs nobody', async () => {
      const annotations = confirmed(since);
      expect(await removalOf({ annotations }, waiting)).toBeUndefined();
      expect(await removalOf({ annotations, deletionTimestamp: since }, { resources })).toBeUndefined();
      const ended = { ...waiting, operationState: { ...waiting.operationState, phase: 'Succeeded' } };
      expect(await removalOf({}, ended)).toBeUndefined();
      expect(await removalOf({ deletionTimestamp: since }, { resources: [{ kind: 'ConfigMap', name: 'all' }] })).toBe(
        undefined,
      );
    });
  });

  it('is nothing where it is not installed, and an error where nobody tells', async () => {
    const failing = (status: number) => answering(() => Promise.reject(new KubernetesError('no', status)));

    expect(await readApplications(failing(404))).toBeUndefined();
    await expect(readApplications(failing(403))).rejects.toThrow('no');
  });
});
