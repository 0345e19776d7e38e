import { judge, NO_POLICY } from '../../../../../model/rules/drift/judge';
import { readOutside } from '../../../../../operations/drift/outside/read-outside';
import { ALL, OutsidePlatform, resource } from '../../../../support/outside-platform';

describe('a NodeBalancer without the tag of the platform', () => {
  let platform: OutsidePlatform;
  beforeEach(async () => {
    platform = await OutsidePlatform.start();
  });
  afterEach(() => platform.stop());

  const at = (path: string, body: object) => platform.at(path, body);
  const subnetOf = (vpc: number, id: number) =>
    resource('linode_vpc_subnet', 'subnet', { id: String(id), vpc_id: vpc, label: 'nodes' });

  const leadingTo = async (about: object, backends: readonly object[]) => {
    const balancer = await at('/nodebalancers', { region: 'nl-ams', ...about });
    const config = await at(`/nodebalancers/${balancer}/configs`, { port: 443, protocol: 'tcp' });
    for (const backend of backends) await at(`/nodebalancers/${balancer}/configs/${config}/nodes`, backend);
    return balancer;
  };
  const machines = async () => {
    const headers = { authorization: `Bearer ${platform.standIn.token}` };
    const response = await fetch(`${platform.standIn.apiUrl}/v4/linode/instances`, { headers });
    return ((await response.json()) as { data: { label: string; ipv4: string[] }[] }).data;
  };
  /** Linode says so of what the controller of a cluster makes. */
  const madeFor = (balancer: number, id: number) => {
    const lke_cluster = { id, label: 'acme', type: 'lkecluster' as const, url: `/v4/lke/clusters/${id}` };
    Object.assign(platform.standIn.world.linode.nodeBalancers.get(balancer)!, { lke_cluster });
  };
  const backendOf = ({ label, ipv4 }: { label: string; ipv4: string[] }) => {
    return { label, address: `${ipv4.at(-1)}:30443` };
  };

  it('is found where it leads to a node, which it names, and is major', async () => {
    const [machine, other] = await machines();
    const balancer = await leadingTo({ label: 'side-door' }, [
      { ...backendOf(machine!), label: 'web' },
      { ...backendOf(other!), label: 'web-2' },
      { label: 'elsewhere', address: '192.168.255.7:80' },
    ]);
    const { differences, unread } = await platform.read();

    expect(unread).toEqual([]);
    expect(differences).toMatchObject([
      {
        address: `linode_nodebalancer/${balancer}`,
        after: { label: 'side-door', leads_to: [expect.stringContaining(machine!.label), expect.anything()] },
      },
    ]);
    expect(judge(differences, NO_POLICY, '2026-11-29')).toMatchObject([{ severity: 'major', rule: 'added-way-in' }]);
  });

  it('is found where it leads to a node under a name such as the controller gives', async () => {
    const [machine] = await machines();
    await leadingTo({ label: 'ccm-side-door' }, [{ ...backendOf(machine!), label: 'web' }]);
    const { differences } = await platform.read();

    expect(differences).toMatchObject([{ after: { label: 'ccm-side-door' } }]);
  });

  it('is found where the node comes after a hundred other backends', async () => {
    const [machine] = await machines();
    const others = Array.from({ length: 100 }, (_, index) => ({
      label: `other-${index}`,
      address: `192.168.255.7:${1000 + index}`,
    }));
    await leadingTo({ label: 'side-door' }, [...others, { ...backendOf(machine!), label: 'web' }]);
    const { differences } = await platform.read();

    expect(differences).toMatchObject([{ after: { leads_to: [expect.stringContaining(machine!.label)] } }]);
  });

  it('is found where it is in the network of the platform', async () => {
    const vpc = await at('/vpcs', { label: 'acme', region: 'nl-ams' });
    const subnet = await at(`/vpcs/${vpc}/subnets`, { label: 'nodes', ipv4: '10.0.0.0/24' });
    platform.keepStates([resource('linode_vpc', 'vpc', { id: String(vpc), label: 'acme' }), subnetOf(vpc, subnet)]);
    await at('/nodebalancers', { region: 'nl-ams', label: 'inside', vpcs: [{ subnet_id: subnet }] });
    const { differences } = await platform.read();

    expect(differences).toMatchObject([{ after: { label: 'inside', in_subnets: ['nodes'] } }]);
  });

  it('is none of the platform where it leads elsewhere, or the controller of the cluster looks after it', async () => {
    const own = (await machines()).map(backendOf);
    await leadingTo({ label: 'shop' }, [{ label: 'shop', address: '192.168.255.7:80' }]);
    await leadingTo({ label: 'ccm-8a1b2c3d4e5f', tags: [`lke${platform.clusterId}`] }, own);
    await leadingTo({ label: 'named-by-annotation', tags: [`lke${platform.clusterId}`, 'acme'] }, own);
    const made = await leadingTo({ label: 'ccm-9a1b2c3d4e5f' }, own);
    madeFor(made, platform.clusterId);

    expect(await platform.found()).toEqual([]);
  });

  it.each(['side-door', 'ccm-8a1b2c3d4e5f'])(
    'is found where it has a backend for every node by its name, as the controller makes them: %s',
    async (label) => {
      await leadingTo({ label, tags: ['web', 'lke999'] }, (await machines()).map(backendOf));
      const { differences } = await platform.read();

      expect(differences).toMatchObject([{ after: { label, leads_to: expect.any(Array) as string[] } }]);
    },
  );

  it('is none of the platform where nothing says how its cluster is called, and it was made for none', async () => {
    await at('/nodebalancers', { region: 'nl-ams', label: 'shop' });
    const place = platform.place();
    const output = { ...place.output, clusterLabel: undefined };

    expect((await readOutside({ ...place, output }, ALL)).differences).toEqual([]);
  });

  it('is named as not read where it cannot be told where it leads to, and the rest is found', async () => {
    await at('/nodebalancers', { region: 'nl-ams', label: 'by-hand', tags: ['acme'] });
    const incident = { type: 'api', operation: 'GET' as const, name: /instances$/ };
    platform.standIn.world.faults.refuse(incident, { message: 'no', status: 403, times: 9 });
    const { differences, unread } = await platform.read();

    expect(differences.map(({ kind }) => kind)).toEqual(['linode_nodebalancer']);
    const what = expect.stringContaining('where NodeBalancers lead to could not be read') as string;
    expect(unread).toEqual([{ stack: 'cluster', what }]);
  });
});
