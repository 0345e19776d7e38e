import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { connectLinode } from '../../../operations/linode/client';
import { LINODE_LISTS, type LinodeMarks } from '../../../operations/orphans/linode-things';
import type { Thing } from '../../../operations/orphans/thing';
import { makeAtLinode } from '../../support/make-at-linode';

const POOL = { type: 'g6-standard-4', count: 1 };
const RULES = { inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };

describe('things of a platform at Linode', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
    // Nothing that is looked for stands on the first page alone.
    standIn.world.linode.longestPage = 1;
    connectLinode({ url: `${standIn.apiUrl}/v4`, token: standIn.token });
  });
  afterEach(() => {
    standIn.stop();
  });

  const at = (path: string, body: object) => makeAtLinode(standIn, path, body);
  const cluster = (label: string, more: object = {}) =>
    at('/lke/clusters', { label, region: 'nl-ams', k8s_version: '1.34', node_pools: [POOL], ...more });
  const marks = (more: Partial<LinodeMarks> = {}): LinodeMarks => ({
    ...{ platform: 'acme', clusterLabel: 'acme', vpcLabel: 'acme-net', clusterIds: [] },
    buckets: ['acme-state', 'acme-loki'],
    ...more,
  });
  const things = async (types: string, more: Partial<LinodeMarks> = {}): Promise<Thing[]> => {
    const list = LINODE_LISTS.find((it) => it.types === types);
    if (!list) throw new Error(`nothing reads ${types}`);
    return list.read(marks(more));
  };
  /** Names of those with a mark: of the platform, if no state holds them. */
  const marked = async (types: string, more: Partial<LinodeMarks> = {}) =>
    (await things(types, more)).filter(({ mark }) => mark !== undefined).map(({ name }) => name);

  it.each([
    ['clusters', 'linode_lke_cluster', (tags: string[], label: string) => cluster(label, { tags })],
    [
      'firewalls',
      'linode_firewall',
      (tags: string[], label: string) => at('/networking/firewalls', { label, tags, rules: RULES }),
    ],
    [
      'zones',
      'linode_domain',
      (tags: string[], label: string) =>
        at('/domains', { domain: `${label}.example`, type: 'master', soa_email: 'a@b.example', tags }),
    ],
  ])('are %s with the tag of the platform', async (_, types, make) => {
    await make(['acme-2'], 'other');
    await make(['acme'], 'own');
    await make([], 'acme');

    expect((await marked(types)).map((name) => name.replace('.example', ''))).toEqual(['own']);
  });

  it('are clusters that an import takes over, if they have one pool', async () => {
    const tags = ['acme'];
    await cluster('one', { tags });
    const held = await cluster('held', { tags, node_pools: [POOL, POOL] });
    await cluster('two', { tags, node_pools: [POOL, POOL] });

    const found = await things('linode_lke_cluster', { clusterIds: [String(held)] });
    expect(found.map(({ name, obstacle }) => [name, obstacle])).toEqual([
      ['one', undefined],
      ['held', undefined],
      ['two', expect.stringContaining('it has 2 pools')],
    ]);
  });

  it('are pools of an environment in a cluster of its states', async () => {
    const [own, other] = [await cluster('acme'), await cluster('other')];
    for (const [id, label, tags] of [
      [own, 'by-hand', []],
      [own, 'web', ['environment-pool']],
      [other, 'theirs', ['environment-pool']],
    ] as const) {
      await at(`/lke/clusters/${id}/pools`, { ...POOL, label, tags });
    }

    expect(await marked('linode_lke_node_pool', { clusterIds: [String(own), '999999'] })).toEqual(['web']);
  });

  it('are the VPC of that label with its subnets', async () => {
    await at('/vpcs', { label: 'other', region: 'nl-ams' });
    const vpc = await at('/vpcs', { label: 'acme-net', region: 'nl-ams' });
    await at(`/vpcs/${vpc}/subnets`, { label: 'nodes', ipv4: '10.0.0.0/24' });
    await at(`/vpcs/${vpc}/subnets`, { label: 'more', ipv4: '10.0.1.0/24' });

    expect(await marked('linode_vpc')).toEqual(['acme-net', 'nodes', 'more']);
    expect(await marked('linode_vpc', { vpcLabel: undefined })).toEqual([]);
  });

  it('are buckets of its names', async () => {
    for (const label of ['other', 'acme-state', 'acme-state-2']) {
      await at('/object-storage/buckets', { label, region: 'nl-ams' });
    }

    expect(await marked('linode_object_storage_bucket')).toEqual(['acme-state']);
  });

  describe('are keys', () => {
    const key = (label: string, ...buckets: string[]) =>
      standIn.world.linode.keys.set(standIn.world.linode.nextId(), {
        ...{ id: standIn.world.linode.keys.size + 1, label, access_key: label, secret_key: 's', regions: [] },
        limited: true,
        bucket_access: buckets.map((bucket_name) => {
          return { bucket_name, region: 'nl-ams', cluster: 'nl-ams-1', permissions: 'read_write' as const };
        }),
      });

    it('that open nothing but buckets of the platform, which are gone', async () => {
      await at('/object-storage/buckets', { label: 'others', region: 'nl-ams' });
      key('left', 'acme-state', 'acme-loki');
      key('also-elsewhere', 'acme-state', 'others');
      key('of-nothing');
      const unlimited = { label: 'unlimited', access_key: 'u', secret_key: 's', limited: false, regions: [] };
      standIn.world.linode.keys.set(90, { id: 90, ...unlimited, bucket_access: null });

      expect(await marked('linode_object_storage_key')).toEqual(['left']);
    });

    it('not where one of these is there', async () => {
      await at('/object-storage/buckets', { label: 'others', region: 'nl-ams' });
      await at('/object-storage/buckets', { label: 'acme-loki', region: 'nl-ams' });
      key('in-use', 'acme-state', 'acme-loki');

      expect(await marked('linode_object_storage_key')).toEqual([]);
    });
  });

  it('are NodeBalancers that were made for a cluster of its label, which is gone', async () => {
    const there = await cluster('acme');
    const { nodeBalancers } = standIn.world.linode;
    const made = async (label: string, of: { id: number; label: string } | null) => {
      const id = await at('/nodebalancers', { region: 'nl-ams', label });
      nodeBalancers.get(id)!.lke_cluster = of && { ...of, type: 'lkecluster', url: '' };
    };
    await made('of-nobody', null);
    await made('of-another', { id: 7, label: 'other' });
    await made('in-use', { id: there, label: 'acme' });
    await made('left', { id: 8, label: 'acme' });

    expect(await marked('linode_nodebalancer')).toEqual(['left']);
    expect(await marked('linode_nodebalancer', { clusterLabel: undefined })).toEqual([]);
  });

  it('are volumes with its tag that nothing uses', async () => {
    const volume = (id: number, label: string, linode: number | null, ...tags: string[]) =>
      standIn.world.linode.volumes.set(id, { id, label, region: 'nl-ams', size: 10, linode_id: linode, tags });
    volume(1, 'of-others', null);
    volume(2, 'in-use', 7, 'acme');
    volume(3, 'left', null, 'acme');

    expect(await marked('linode_volume')).toEqual(['left']);
  });
});
