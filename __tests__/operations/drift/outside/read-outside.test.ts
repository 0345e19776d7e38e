import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import type { StackId } from '../../../../model/naming';
import type { SynthesizedStack } from '../../../../operations/deploy/output-folder';
import { type OutsidePlace, readOutside } from '../../../../operations/drift/outside/read-outside';
import { attribute } from '../../../../operations/drift/who/attribute';
import { makeAtLinode } from '../../../support/make-at-linode';

const BUCKETS = { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' };
const RULES = { inbound: [], outbound: [], inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };
const ALL: readonly StackId[] = ['state', 'cluster', 'production'];

describe('what no plan shows of Linode', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let clusterId: number;
  let poolId: number;
  let zoneId: number;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access(), kubernetesOnLoopback: true });
    const node_pools = [{ type: 'g6-standard-2', count: 1 }];
    const cluster = { label: 'acme', region: 'nl-ams', k8s_version: '1.34', tags: ['acme'], node_pools };
    clusterId = await at('/lke/clusters', cluster);
    poolId = await at(`/lke/clusters/${clusterId}/pools`, {
      type: 'g6-standard-2',
      count: 3,
      tags: ['environment-pool'],
      label: 'production-web',
      autoscaler: { enabled: true, min: 3, max: 6 },
    });
    zoneId = await at('/domains', {
      domain: 'acme.example',
      type: 'master',
      soa_email: 'a@acme.example',
      tags: ['acme'],
    });
    for (const label of Object.values(BUCKETS)) await at('/object-storage/buckets', { label, region: 'nl-ams' });
    keepStates();
  });
  afterEach(async () => {
    standIn.stop();
    await s3.stop();
  });

  const at = (path: string, body: object) => makeAtLinode(standIn, path, body);
  const resource = (type: string, name: string, attributes: object) => {
    return { mode: 'managed', type, name, instances: [{ attributes }] };
  };
  function keepStates(): void {
    const [kubernetes] = standIn.world.kubernetes.values();
    const [inline] = standIn.world.linode.poolsOf(clusterId);
    const put = (stack: StackId, resources: object[], outputs: object = {}) => {
      const state = { version: 4, serial: 1, lineage: 'a', outputs, resources };
      s3.bucket(BUCKETS.state).put(`acme/${stack}.tfstate`, Buffer.from(JSON.stringify(state)));
    };
    const bucket = ([name, label]: [string, string]) =>
      resource('linode_object_storage_bucket', name, { label, region: 'nl-ams' });
    put('state', Object.entries(BUCKETS).map(bucket));
    put(
      'cluster',
      [
        resource('linode_lke_cluster', 'cluster', { id: String(clusterId), label: 'acme', pool: [{ id: inline?.id }] }),
        resource('linode_domain', 'zone', { id: String(zoneId), domain: 'acme.example' }),
      ],
      {
        cluster_id: { value: String(clusterId) },
        api_endpoint: { value: `${standIn.apiUrl}/kubernetes/${kubernetes?.host}` },
        cluster_ca_certificate: { value: '' },
      },
    );
    const pool = {
      id: String(poolId),
      cluster_id: clusterId,
      label: 'production-web',
      autoscaler: [{ min: 3, max: 6 }],
    };
    put('production', [resource('linode_lke_node_pool', 'pool', pool)]);
  }

  const place = (variables: Record<string, string> = {}): OutsidePlace => {
    const stacks = ALL.map((id) => {
      return {
        id,
        backend: { bucket: BUCKETS.state, key: `acme/${id}.tfstate`, endpoint: s3.endpoint },
      } as SynthesizedStack;
    });
    return {
      output: {
        platform: 'acme',
        stacks,
        buckets: BUCKETS,
        clusterLabel: 'acme',
        linodeApi: undefined,
      },
      environment: {
        LINODE_URL: standIn.apiUrl,
        LINODE_TOKEN: standIn.token,
        AWS_ACCESS_KEY_ID: s3.account.access_key,
        AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
        ...variables,
      },
      timeoutMs: 20_000,
    };
  };
  const read = (stacks: readonly StackId[] = ALL) => readOutside(place(), stacks);
  const found = async () => {
    const { differences, unread } = await read();
    expect(unread).toEqual([]);
    return differences.map(({ stack, kind, path, action }) => [stack, kind, path.join('.'), action].join(' ')).sort();
  };

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

    expect(differences.map(({ after }) => after as object)).toMatchObject([
      { type: 'MX', name: '' },
      { type: 'NS', name: 'www' },
      { type: 'TXT', name: 'www' },
      { type: 'A', name: 'mail' },
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
