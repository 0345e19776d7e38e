import type { KubernetesClient } from '../../../../operations/kubernetes/client';
import { KubernetesError } from '../../../../operations/kubernetes/error';
import { namespaceObjects } from '../../../../operations/retirement/backup/read-objects';

const LISTS = {
  '/api/v1': {
    groupVersion: 'v1',
    resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true, verbs: ['list', 'get', 'create'] }],
  },
  '/apis': { groups: [] },
};

describe('what is in a namespace', () => {
  let asked: string[];
  /** An API of config maps alone, which gives these answers to lists one by one. */
  const clientWith = (...answers: readonly (object | Error)[]) => {
    asked = [];
    const send = (_method: string, path: string): Promise<unknown> => {
      if (path in LISTS) return Promise.resolve(LISTS[path as keyof typeof LISTS]);
      asked.push(path.replace(/^.*\?/, ''));
      const answer = answers[asked.length - 1];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return { send, get: async (path: string) => send('GET', path) } as unknown as KubernetesClient;
  };
  const page = (name: string, next?: string) => ({
    items: [{ metadata: { name, namespace: 'env-staging' } }],
    metadata: { ...(next !== undefined && { continue: next }) },
  });
  const names = async (client: KubernetesClient) =>
    (await namespaceObjects(client, 'env-staging', () => undefined)).objects.map(({ metadata }) => metadata.name);
  const refusal = (status: number) => new KubernetesError(`refused: ${status}`, status);

  it('is read page by page', async () => {
    expect(await names(clientWith(page('a', 'x/1'), page('b', 'y'), page('c', '')))).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['limit=50', 'limit=50&continue=x%2F1', 'limit=50&continue=y']);
  });

  it('is read anew where the API server has forgotten in between, each object once', async () => {
    const gone = refusal(410);

    expect(await names(clientWith(page('a', 'x'), gone, page('a', 'y'), page('b')))).toEqual(['a', 'b']);
    await expect(names(clientWith(gone, gone, gone, page('a')))).rejects.toThrow('refused: 410');
  });

  it('is nothing of a kind that is listed and not served', async () => {
    expect(await names(clientWith(refusal(404)))).toEqual([]);
  });

  it.each([401, 403, 500])('is not known where a kind is refused with %i', async (status) => {
    await expect(names(clientWith(refusal(status)))).rejects.toThrow(`refused: ${status}`);
  });
});
