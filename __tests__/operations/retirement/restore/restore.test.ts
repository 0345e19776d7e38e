import type { KubernetesClient } from '../../../../operations/kubernetes/client';
import { restore } from '../../../../operations/retirement/restore/restore';

const NAMESPACE = 'env-staging';
const CONFIG_MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: NAMESPACE },
});

/** A cluster that knows ConfigMaps alone, and does not answer any more after some requests. */
function clusterThatStopsAfter(most: number) {
  const made: string[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    '/apis': { groups: [] },
    '/api/v1': {
      groupVersion: 'v1',
      resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true, verbs: ['list'] }],
    },
  };
  const client = {
    get: (path: string) => Promise.resolve(path.endsWith(NAMESPACE) ? { metadata: { name: NAMESPACE } } : undefined),
    send: (_method: string, path: string) => Promise.resolve(answers[path]),
    ask: (_method: string, path: string, { metadata }: ReturnType<typeof configMap>) => {
      if (made.length >= most) return Promise.reject(new Error('the API server does not answer'));
      made.push(`${path}/${metadata.name}`);
      return Promise.resolve({ status: 201, body: {} });
    },
  } as unknown as KubernetesClient;
  return { client, made };
}

describe('a restoration that does not come to its end', () => {
  const archive = {
    ...{ platform: 'acme', environment: 'staging', namespace: NAMESPACE, taken: '2026-01-01T00:00:00Z' },
    objects: ['a', 'b', 'c'].map(configMap),
  };
  const onStep = () => undefined;

  it('says what was made before, and that it can be run again', async () => {
    const { client, made } = clusterThatStopsAfter(2);
    await expect(restore(archive, { client, kept: [], onStep })).rejects.toMatchObject({
      problems: [
        { what: 'the API server does not answer' },
        {
          what: '2 of the 3 objects of the backup were made before that, and stay',
          fix: expect.stringContaining('run it again') as string,
        },
      ],
    });
    expect(made).toEqual([`${CONFIG_MAPS}/a`, `${CONFIG_MAPS}/b`]);
  });

  it('says nothing of the kind where nothing was made', async () => {
    const { client } = clusterThatStopsAfter(0);
    await expect(restore(archive, { client, kept: [], onStep })).rejects.toThrow(/^the API server does not answer$/);
  });
});
