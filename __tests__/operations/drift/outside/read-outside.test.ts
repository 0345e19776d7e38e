import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { StandIn } from '@lke-platform/stand-ins/start';
import type { StackId } from '../../../../model/naming';
import { judge, NO_POLICY } from '../../../../model/rules/drift/judge';
import { readOutside } from '../../../../operations/drift/outside/read-outside';
import { attribute } from '../../../../operations/drift/who/attribute';
import { ALL, BUCKETS, OutsidePlatform } from '../../../support/outside-platform';

const RULES = { inbound: [], outbound: [], inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };

describe('what no plan shows of Linode', () => {
  let platform: OutsidePlatform;
  let s3: S3StandIn;
  let standIn: StandIn;
  let clusterId: number;
  let poolId: number;
  let zoneId: number;
  beforeEach(async () => {
    platform = await OutsidePlatform.start();
    ({ s3, standIn, clusterId, poolId, zoneId } = platform);
  });
  afterEach(() => platform.stop());

  const at = (path: string, body: object) => platform.at(path, body);
  const place = (variables: Record<string, string> = {}) => platform.place(variables);
  const read = (stacks?: readonly StackId[]) => platform.read(stacks);
  const found = () => platform.found();

  it('is nothing, where nobody touched it', async () => {
    expect(await read()).toEqual({ differences: [], unread: [] });
  });

  it('is an autoscaler that was switched off, and who did it', async () => {
    await fetch(`${standIn.apiUrl}/v4/lke/clusters/${clusterId}/pools/${poolId}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${standIn.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ count: 3, autoscaler: { enabled: false, min: 3, max: 3 } }),
    });

    expect(await found()).toEqual(['production linode_lke_node_pool autoscaler removed']);
    const { differences } = await read(['production']);
    const [told] = await attribute(place(), differences, [{ stack: 'production', appliedAt: undefined }]);
    expect(told).toMatchObject({
      address: 'linode_lke_node_pool.pool',
      before: [{ min: 3, max: 6 }],
      by: { who: 'stand-in', source: 'linode-events' },
    });
  });

  it('is a bucket that everybody may read, whatever made it so', async () => {
    s3.bucket(BUCKETS.state).isPublic = true;
    const { differences } = await read();

    expect(judge(differences, NO_POLICY, '2026-11-29')).toMatchObject([
      { address: 'linode_object_storage_bucket.state', severity: 'major', rule: 'bucket-access', loses: true },
    ]);
    s3.bucket(BUCKETS.state).isPublic = false;
    expect(await found()).toEqual([]);
  });

  it('is what nobody declared: pools, firewalls by tag and by what they are attached to, buckets, records, NodeBalancers', async () => {
    await at(`/lke/clusters/${clusterId}/pools`, { type: 'g6-standard-2', count: 1, tags: ['environment-pool'] });
    await at('/networking/firewalls', { label: 'tagged', rules: RULES, tags: ['acme'] });
    const [node] = standIn.world.linode.poolsOf(clusterId)[0]?.nodes ?? [];
    await at('/networking/firewalls', { label: 'attached', rules: RULES, devices: { linodes: [node?.instance_id] } });
    await at('/object-storage/buckets', { label: 'acme-copy-of-production', region: 'nl-ams' });
    await at(`/domains/${zoneId}/records`, { type: 'A', name: 'phish', target: '192.0.2.66' });
    await at('/nodebalancers', { region: 'nl-ams', label: 'by-hand', tags: ['acme'] });

    expect(await found()).toEqual([
      'cluster linode_domain_record  added',
      'cluster linode_firewall  added',
      'cluster linode_firewall  added',
      'cluster linode_lke_node_pool  added',
      'cluster linode_nodebalancer  added',
      'state linode_object_storage_bucket  added',
    ]);
  });

  it('is not what belongs to others: other tags, another platform whose name begins alike, external-dns, the Services of the cluster', async () => {
    await at('/networking/firewalls', { label: 'others', rules: RULES, tags: ['shop'] });
    await at('/object-storage/buckets', { label: 'acme-eu-state', region: 'nl-ams' });
    await at(`/domains/${zoneId}/records`, { type: 'A', name: 'www', target: '192.0.2.1' });
    const target = '"heritage=external-dns,external-dns/owner=acme"';
    await at(`/domains/${zoneId}/records`, { type: 'TXT', name: 'a-www', target });
    const balancer = await at('/nodebalancers', { region: 'nl-ams', label: 'ccm', tags: ['acme'] });
    const made = standIn.world.linode.nodeBalancers.get(balancer);
    if (made) made.lke_cluster = { id: clusterId, label: 'acme', type: 'lkecluster', url: '' };

    expect(await found()).toEqual([]);
  });

  it('is a record of a name that external-dns marks, where that is of another type', async () => {
    const make = (type: string, name: string, target: string) =>
      at(`/domains/${zoneId}/records`, { type, name, target });
    const mark = '"heritage=external-dns,external-dns/owner=acme"';
    for (const name of ['', 'a-www', 'mx-mail']) await make('TXT', name, mark);
    for (const [type, name] of [
      ...[
        ['A', ''],
        ['CNAME', ''],
        ['A', 'www'],
        ['MX', 'mail'],
      ], // its own
      ...[
        ['MX', ''],
        ['NS', 'www'],
        ['TXT', 'www'],
        ['A', 'mail'],
      ],
    ] as const)
      await make(type, name, type === 'A' ? '192.0.2.1' : 'elsewhere.example');
    const { differences } = await read();

    expect(judge(differences, NO_POLICY, '2026-11-29').map(({ rule }) => rule)).toEqual([
      'added-mail',
      'added-delegation',
      'added-record',
      'added-record',
    ]);
    expect(differences.map(({ after }) => after as object)).toMatchObject([
      { type: 'MX', name: '' },
      { type: 'NS', name: 'www' },
      { type: 'TXT', name: 'www' },
      { type: 'A', name: 'mail' },
    ]);
  });

  it('is a record beside one of external-dns, at the same name', async () => {
    const records = [
      ['TXT', 'a-www', '"heritage=external-dns"'],
      ['A', 'www', '192.0.2.1'],
      ['AAAA', 'www', '2001:db8::66'],
    ];
    for (const [type, name, target] of records) await at(`/domains/${zoneId}/records`, { type, name, target });
    const { differences } = await read();

    expect(judge(differences, NO_POLICY, '2026-11-29')).toMatchObject([
      { after: { type: 'AAAA', beside: 'external-dns' }, severity: 'major', rule: 'added-record-beside', loses: true },
    ]);
  });

  it.each([
    ['asks to wait', 429, /firewalls$/, 'cluster'],
    ['has trouble', 500, /records$/, 'cluster'],
    ['does not answer for one pool', 503, /pools\/\d+$/, 'production'],
  ])('is named as not read where Linode %s, and the rest is read', async (_, status, name, stack) => {
    await at('/nodebalancers', { region: 'nl-ams', label: 'by-hand', tags: ['acme'] });
    standIn.world.faults.refuse({ type: 'api', operation: 'GET', name }, { message: 'not now', status, times: 100 });
    const { differences, unread } = await read();

    expect(differences.map(({ kind }) => kind)).toEqual(['linode_nodebalancer']);
    expect(unread).toContainEqual({ stack, what: expect.stringContaining(`could not be read`) as string });
  });

  it('is named as not read where Linode does not answer in time', async () => {
    standIn.world.faults.delay({ type: 'api', name: /firewalls|pools/ }, 1500);
    const { unread } = await readOutside({ ...place(), timeoutMs: 2000 }, ALL);

    expect(unread).toContainEqual({
      stack: 'cluster',
      what: expect.stringMatching(/could not be read.*(timeout|did not answer)/) as string,
    });
  });

  it('is named as not read where the API server takes a connection and does not answer in time', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const state = s3.bucket(BUCKETS.state).get('acme/cluster.tfstate').body.toString();
    const { port } = silent.address() as AddressInfo;
    const elsewhere = state.replace(/http:[^"]*\/kubernetes\/[^"]*/, `http://127.0.0.1:${port}`);
    s3.bucket(BUCKETS.state).put('acme/cluster.tfstate', Buffer.from(elsewhere));
    const begin = Date.now();
    const { unread } = await readOutside({ ...place(), timeoutMs: 2000 }, ['production']);
    silent.closeAllConnections();
    silent.close();

    expect(elsewhere).not.toBe(state);
    expect(unread.length).toBeGreaterThan(3);
    expect(unread.every(({ what }) => /could not be read.*(no answer|did not answer) within/.test(what))).toBe(true);
    expect(Date.now() - begin).toBeLessThan(6000);
  });

  it('is named as not read for every stack where a state cannot be read: what that declares would look undeclared', async () => {
    s3.trouble = 503;

    expect(await read()).toEqual({
      differences: [],
      unread: ALL.map((stack) => ({ stack, what: expect.stringContaining('was not read') as string })),
    });
  });

  it('is named as not read in the cluster where there is no credential for it', async () => {
    const { token } = standIn.world.linode.createToken('reader', 'lke:read_only');
    const { unread } = await readOutside(place({ LINODE_TOKEN: token }), ['production']);

    expect(unread).toEqual([
      { stack: 'production', what: expect.stringMatching(/in the cluster was not read: no kubeconfig/) as string },
    ]);
  });
});
