import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { findCluster, readLive } from '../../../operations/adopt/read-live';
import { connectLinode } from '../../../operations/linode/client';
import { makeAtLinode } from '../../support/make-at-linode';

describe('what is there, in an account with more of each than a page holds', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
    const POOL = { type: 'g6-standard-4', count: 1 };
    for (const label of ['other', 'shop']) {
      const cluster = { label, region: 'nl-ams', k8s_version: '1.34', node_pools: [POOL, POOL] };
      await makeAtLinode(standIn, '/lke/clusters', cluster);
      await makeAtLinode(standIn, '/domains', { domain: `${label}.example`, type: 'master', soa_email: 'a@b.example' });
      await makeAtLinode(standIn, '/networking/firewalls', {
        label,
        rules: { inbound_policy: 'DROP', outbound_policy: 'ACCEPT' },
      });
      await makeAtLinode(standIn, '/object-storage/buckets', { label: `${label}-state`, region: 'nl-ams' });
    }
    standIn.world.linode.longestPage = 1;
    connectLinode({ url: `${standIn.apiUrl}/v4`, token: standIn.token });
  });
  afterEach(() => {
    standIn.stop();
  });

  it('is found by its name', async () => {
    const cluster = await findCluster('shop');

    expect(cluster).toMatchObject({ label: 'shop' });
    expect(
      await readLive(cluster, { firewall: 'shop', domain: 'shop.example', buckets: ['shop-state', 'none'] }),
    ).toMatchObject({
      firewall: { label: 'shop' },
      domain: { domain: 'shop.example' },
      buckets: [{ name: 'shop-state' }],
      pools: [{ count: 1 }, { count: 1 }],
    });
  });
});
