import { OutsidePlatform } from '../../../../support/outside-platform';

describe('what nobody declared, in an account with more of each than a page holds', () => {
  let platform: OutsidePlatform;
  beforeEach(async () => {
    platform = await OutsidePlatform.start();
    platform.standIn.world.linode.longestPage = 1;
  });
  afterEach(() => platform.stop());

  /** The machines of the cluster, as the account tells them one by one. */
  const machines = async () => {
    const { linode } = platform.standIn.world;
    linode.longestPage = 500;
    const headers = { authorization: `Bearer ${platform.standIn.token}` };
    const response = await fetch(`${platform.standIn.apiUrl}/v4/linode/instances`, { headers });
    linode.longestPage = 1;
    return ((await response.json()) as { data: { id: number; label: string; ipv4: string[] }[] }).data;
  };
  const backendOf = ({ label, ipv4 }: { label: string; ipv4: string[] }) => {
    return { label, address: `${ipv4.at(-1)}:30443` };
  };
  const leadingTo = async (label: string, backends: readonly object[]) => {
    const balancer = await platform.at('/nodebalancers', { region: 'nl-ams', label });
    const config = await platform.at(`/nodebalancers/${balancer}/configs`, { port: 443, protocol: 'tcp' });
    for (const backend of backends) await platform.at(`/nodebalancers/${balancer}/configs/${config}/nodes`, backend);
  };

  it('is found where it comes last', async () => {
    const { zoneId, clusterId } = platform;
    const [, last] = await machines();
    await leadingTo('elsewhere', [{ label: 'shop', address: '192.168.255.7:80' }]);
    await leadingTo('side-door', [
      { label: 'shop', address: '192.168.255.7:80' },
      { ...backendOf(last!), label: 'web' },
    ]);
    for (const name of ['www', 'api']) {
      await platform.at(`/domains/${zoneId}/records`, { type: 'A', name, target: '192.0.2.1' });
    }
    for (const label of ['one', 'two']) {
      await platform.at('/networking/firewalls', {
        label,
        devices: { linodes: [last!.id] },
        rules: { inbound_policy: 'DROP', outbound_policy: 'ACCEPT' },
      });
    }
    await platform.at(`/lke/clusters/${clusterId}/pools`, {
      type: 'g6-standard-2',
      count: 1,
      tags: ['environment-pool'],
    });

    const kinds = (await platform.found()).map((line) => line.split(' ')[1]);
    expect(kinds).toEqual([
      'linode_domain_record',
      'linode_domain_record',
      'linode_firewall',
      'linode_firewall',
      'linode_lke_node_pool',
      'linode_nodebalancer',
    ]);
  });

  it('is a NodeBalancer with every node that it leads to, with one more than a page tells', async () => {
    const own = await machines();
    await leadingTo('side-door', own.map(backendOf));
    const { differences } = await platform.read();

    const [{ leads_to: leadsTo = [] } = {}] = differences.map(({ after }) => after as { leads_to?: string[] });
    expect(leadsTo).toHaveLength(own.length);
  });
});
