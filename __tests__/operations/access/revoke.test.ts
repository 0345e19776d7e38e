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
