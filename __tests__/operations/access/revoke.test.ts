import { revokeAll } from '../../../operations/access/revoke';
import type { AccessSite } from '../../../operations/access/site';

const GRANT = 'grant-production-app-team-1900000000-0123456789ab';

/** Ends a grant whose Secret names a place. @returns what was removed there, and what the command warns of */
async function ended(kubeconfig: string) {
  const removed: string[] = [];
  const annotations = { 'lke-platform.io/kubeconfig': kubeconfig };
  const site = {
    client: {
      list: () => Promise.resolve([{ metadata: { name: GRANT, annotations } }]),
      get: () => Promise.resolve(undefined),
      remove: () => Promise.resolve(),
    },
    placeOf: () => ({ remove: (reference: string) => Promise.resolve(void removed.push(reference)) }),
  } as unknown as AccessSite;
  const [revoked] = await revokeAll(site, { write: () => Promise.resolve() }, 'production');
  return { removed, left: revoked?.left };
}

it('removes the kubeconfig that is kept for a grant', async () => {
  const own = `linode-secret-manager://access/production/app-team/${GRANT}#kubeconfig`;

  await expect(ended(own)).resolves.toEqual({ removed: [own], left: undefined });
});

it.each(['linode-secret-manager://monitoring/grafana#password', 'kubernetes://kube-system/tls', 'nothing'])(
  'ends a grant that somebody made by hand, and leaves %s alone, which it names',
  async (other) => {
    const { removed, left } = await ended(other);

    expect([removed, left]).toEqual([[], expect.stringContaining(other)]);
  },
);

describe('a grant that is ended', () => {
  /** @param stays whether the cluster keeps what it was told to remove */
  const end = async ({ stays = false, refused = false } = {}) => {
    const kinds: string[] = [];
    const place = { remove: jest.fn(() => Promise.resolve()) };
    const secret = {
      metadata: { name: GRANT, annotations: { 'lke-platform.io/kubeconfig': `kubernetes://a/b/${GRANT}` } },
    };
    const site = {
      client: {
        list: () => Promise.resolve([secret]),
        get: () => Promise.resolve(stays ? secret : undefined),
        remove: () => (refused ? Promise.reject(new Error('403 Forbidden')) : Promise.resolve()),
      },
      placeOf: () => place,
    } as unknown as AccessSite;
    const write = ({ kind }: { kind: string }) => Promise.resolve(void kinds.push(kind));
    const error: unknown = await revokeAll(site, { write }, 'production').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { kinds, error, kubeconfigsRemoved: place.remove.mock.calls.length };
  };

  it('is written down before and after', async () => {
    expect(await end()).toEqual({
      kinds: ['access-revoke.began', 'access-revoke.done'],
      error: undefined,
      kubeconfigsRemoved: 1,
    });
  });

  it.each([
    ['the cluster keeps it all the same', { stays: true }, `the cluster has not removed ${GRANT}`],
    ['the cluster refuses', { refused: true }, '403 Forbidden'],
  ])('is not said to be ended where %s', async (_, how, message) => {
    const { kinds, error, kubeconfigsRemoved } = await end(how);

    expect(kinds).toEqual(['access-revoke.began', 'access-revoke.failed']);
    expect(error).toMatchObject({ problems: [{ what: expect.stringContaining(message) as string }] });
    expect(kubeconfigsRemoved).toBe(0);
  });
});
