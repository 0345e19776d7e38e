import { confirmRemoval, removalFor } from '../../../operations/approvals/confirm';
import type { RolloutRemoval, RolloutStatus } from '../../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../../operations/kubernetes/client';

const removal: RolloutRemoval = {
  ...{ application: 'shop', kind: 'pruning', since: '2026-11-29T10:00:00Z', objects: ['ConfigMap old'] },
  isFormer: false,
};
const status = (...removals: RolloutRemoval[]) => ({ name: 'production', removals }) as unknown as RolloutStatus;

describe('the confirmation of a removal', () => {
  it('is of what waits now: of the moment at which that began, and of no later one', async () => {
    const sent: unknown[] = [];
    const client = {
      send: (method: string, path: string, change: unknown) => {
        if (method === 'PATCH') sent.push([path.split('/').pop(), change]);
        return Promise.resolve({ status: { userInfo: { username: 'jane', groups: [] } } });
      },
    } as unknown as KubernetesClient;

    await expect(confirmRemoval(client, removal)).resolves.toEqual({ ...removal, by: 'jane' });
    expect(sent).toEqual([
      ['shop', { metadata: { annotations: { 'argocd.argoproj.io/deletion-approved': removal.since } } }],
    ]);
  });

  it('is of an application that waits for it', () => {
    expect(removalFor(status(removal), 'shop')).toBe(removal);
    expect(() => removalFor(status(removal), 'sho')).toThrow('nothing of sho waits to be removed');
    expect(() => removalFor(status(), 'shop')).toThrow('nothing of shop waits to be removed');
  });
});
