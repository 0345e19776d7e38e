import { endOutdatedRemovals } from '../../../operations/approvals/end-removals';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { KubernetesError } from '../../../operations/kubernetes/error';

const [FORMER, NEWER] = ['a'.repeat(40), 'b'.repeat(40)];
const since = '2026-11-29T10:00:00Z';
const shop = (startedAt = since, revision = NEWER) => ({
  metadata: { name: 'shop', resourceVersion: '7' },
  spec: { project: 'production' },
  status: {
    sync: { status: 'OutOfSync', revision },
    operationState: {
      ...{ phase: 'Running', startedAt, message: 'waiting for pruning confirmation of /ConfigMap/old' },
      syncResult: { revision: FORMER },
    },
  },
});
/** An API server with one application. @param found each time that it is asked for */
function serverOf(listed: object, ...found: object[]) {
  const sent: unknown[] = [];
  const client = {
    listWhole: () => Promise.resolve([listed]),
    get: () => Promise.resolve(found.shift()),
    send: (_method: string, path: string, change: unknown) => {
      sent.push([path.split('/').pop(), change]);
      return found.length > 0 ? Promise.reject(new KubernetesError('changed', 409)) : Promise.resolve({});
    },
  } as unknown as KubernetesClient;
  return { client, sent };
}
const ending = ['shop', { metadata: { resourceVersion: '7' }, status: { operationState: { phase: 'Terminating' } } }];

describe('a removal that waits for a person', () => {
  it('is ended where its application is at a newer commit, or a newer one is approved', async () => {
    const pinned = serverOf(shop(), shop());
    expect(await endOutdatedRemovals(pinned.client, 'production')).toEqual(['shop']);
    const approved = serverOf(shop(since, FORMER), shop(since, FORMER));
    expect(await endOutdatedRemovals(approved.client, 'production', { shop: NEWER })).toEqual(['shop']);

    expect([pinned.sent, approved.sent]).toEqual([[ending], [ending]]);
  });

  it('goes on waiting where that is its commit, or its application is of another rollout', async () => {
    const own = serverOf(shop(since, FORMER));
    expect(await endOutdatedRemovals(own.client, 'production', { shop: FORMER })).toEqual([]);
    const other = serverOf(shop());
    expect(await endOutdatedRemovals(other.client, 'staging')).toEqual([]);

    expect([...own.sent, ...other.sent]).toEqual([]);
  });

  it('goes on waiting where the whole application goes: that is of no commit', async () => {
    const { metadata, status, ...rest } = shop();
    const going = {
      ...rest,
      metadata: { ...metadata, deletionTimestamp: since, finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      status: {
        ...status,
        operationState: undefined,
        resources: [{ kind: 'ConfigMap', name: 'old', requiresDeletionConfirmation: true }],
      },
    };
    const { client, sent } = serverOf(going, going);

    expect(await endOutdatedRemovals(client, 'production', { shop: NEWER })).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('is asked for anew where the application was changed meanwhile, and left where Argo CD began something else', async () => {
    const changed = serverOf(shop(), shop(), shop());
    await endOutdatedRemovals(changed.client, 'production');
    const another = serverOf(shop(), shop('2026-11-29T10:05:00Z'));
    await endOutdatedRemovals(another.client, 'production');

    expect([changed.sent, another.sent]).toEqual([[ending, ending], []]);
  });
});
