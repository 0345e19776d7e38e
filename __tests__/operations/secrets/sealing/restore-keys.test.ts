import type { KubernetesClient } from '../../../../operations/kubernetes/client';
import { restoreKeys } from '../../../../operations/secrets/sealing/restore-keys';
import type { SealingKey } from '../../../../operations/secrets/sealing/sealing-keys';
import { sealingPair } from '../../../support/secrets/sealing-pair';

const [ONE, TWO] = [sealingPair(), sealingPair()];
const keyOf = (name: string, pair: ReturnType<typeof sealingPair>): SealingKey => ({
  ...{ name, createdAt: '2026-11-28T06:00:00Z', use: 'active', certificate: pair.certificate, key: 'private' },
});
const text = (value: string) => Buffer.from(value).toString('base64');

describe('sealing keys that are brought back', () => {
  let made: string[];
  let restarted: number;
  /** @param there keys of the cluster @param ready whether the controller comes up again */
  const clientWith = (there: readonly SealingKey[], ready = true) => {
    [made, restarted] = [[], 0];
    const send = (method: string, path: string, body?: { metadata?: { name: string } }) => {
      if (method === 'POST') made.push(body?.metadata?.name ?? '');
      if (method === 'PATCH') restarted += 1;
      if (!path.includes('/deployments/')) {
        const items = there.map(({ name, createdAt, use, certificate, key }) => ({
          metadata: {
            name,
            labels: { 'sealedsecrets.bitnami.com/sealed-secrets-key': use },
            creationTimestamp: createdAt,
          },
          data: { 'tls.crt': text(certificate), 'tls.key': text(key) },
        }));
        return Promise.resolve({ items });
      }
      const replicas = { replicas: 1, updatedReplicas: 1, availableReplicas: ready ? 1 : 0 };
      return Promise.resolve({
        metadata: { generation: 2 },
        spec: { replicas: 1 },
        status: { observedGeneration: 2, ...replicas },
      });
    };
    return { send } as unknown as KubernetesClient;
  };
  const restore = (client: KubernetesClient, ...keys: SealingKey[]) =>
    restoreKeys(keys, { client, now: new Date(), timeoutMs: 50 });

  it('are made where they are not there, and read by a controller that starts anew', async () => {
    expect(await restore(clientWith([]), keyOf('a', ONE), keyOf('b', TWO))).toEqual(['a', 'b']);
    expect([made, restarted]).toEqual([['a', 'b'], 1]);
  });

  it('are not made twice: the same key is known by its certificate, whatever its name', async () => {
    expect(await restore(clientWith([keyOf('other-name', ONE)]), keyOf('a', ONE))).toEqual([]);
    // An earlier run may have ended before the controller had read them.
    expect([made, restarted]).toEqual([[], 1]);
  });

  it('take the name of no key that is there, which would be lost', async () => {
    expect(await restore(clientWith([keyOf('a', TWO)]), keyOf('a', ONE))).toEqual(['a-restored']);
    expect(made).toEqual(['a-restored']);
  });

  it('are said to be unread where the controller does not come up again', async () => {
    await expect(restore(clientWith([], false), keyOf('a', ONE))).rejects.toThrow('the controller has not restarted');
  });
});
