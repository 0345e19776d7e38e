import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlatform } from '../../../model/load';
import { adopt, type AdoptProps } from '../../../operations/adopt/adopt';
import { outboxOf } from '../../../operations/audit/outbox';
import { newestEvents } from '../../../operations/audit/query';
import { sendWaiting } from '../../../operations/audit/send';
import { makeAtLinode } from '../../support/make-at-linode';
import { memoryLedger } from '../../support/memory-ledger';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import { temporaryFolder } from '../../support/temporary-folder';

const POOL = { type: 'g6-standard-4', count: 3 };

describe('adopting a cluster', () => {
  let standIn: StandIn;
  let file: string;
  let home: string;
  beforeEach(async () => {
    standIn = await startStandIn();
    home = temporaryFolder();
    file = join(temporaryFolder(), 'platform.yaml');
  });
  afterEach(() => {
    standIn.stop();
  });

  const post = (...args: [path: string, body: object, version?: 'v4beta']) => makeAtLinode(standIn, ...args);

  const cluster = (more: object = {}) =>
    post('/lke/clusters', { label: 'shop', region: 'nl-ams', k8s_version: '1.34', node_pools: [POOL], ...more });

  const run = (more: Partial<AdoptProps> = {}) =>
    adopt({
      file,
      cluster: 'shop',
      pools: [],
      tagPools: false,
      environment: { ...standIn.env, HOME: home },
      onStep: () => undefined,
      ...more,
    });

  it('writes a platform file with the owner of the token', async () => {
    const id = await cluster();
    const adopted = await run();

    expect(adopted).toMatchObject({
      platform: 'shop',
      cluster: { id, label: 'shop' },
      imports: [{ stack: 'cluster', to: 'linode_lke_cluster.cluster', id: String(id) }],
      tagged: [],
    });
    expect(loadPlatform(readFileSync(file, 'utf8'), { file }).platform?.owners).toEqual([
      standIn.world.linode.profile.email,
    ]);
  });

  it('reads an enterprise cluster with its VPC', async () => {
    const vpc = await post('/vpcs', { label: 'shop-net', region: 'nl-ams' });
    const subnet = await post(`/vpcs/${vpc}/subnets`, { label: 'nodes', ipv4: '10.0.0.0/14' });
    const [k8s_version] = standIn.world.linode.versions.enterprise;
    const acl = { enabled: true, addresses: { ipv4: ['203.0.113.0/24'] } };
    const body = { label: 'shop', region: 'nl-ams', k8s_version, tier: 'enterprise', node_pools: [POOL] };
    const own = { vpc_id: vpc, subnet_id: subnet, control_plane: { acl } };
    const id = await post('/lke/clusters', { ...body, ...own }, 'v4beta');
    const { imports, problems, changes } = await run();

    expect(problems).toEqual([]);
    expect(imports.map((entry) => entry.id)).toEqual([String(id), String(vpc), `${vpc},${subnet}`]);
    expect(changes).toContainEqual(expect.objectContaining({ attribute: 'label', before: 'nodes', after: 'shop-net' }));
    expect(readFileSync(file, 'utf8')).toContain(`kubernetesVersion: ${String(k8s_version)}`);
  });

  it('writes a file also of what keeps not every rule, and says which', async () => {
    const { label, type } = { label: 'production-web', type: 'g6-dedicated-4' };
    await cluster({ node_pools: [POOL, { type, count: 1, label, tags: ['environment-pool'] }] });
    const { problems, changes } = await run();

    expect(problems.map(({ rule }) => rule)).toContain('production-multi-az');
    expect(changes).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });

  it('tags pools with consent, and keeps the tags that they have', async () => {
    const id = await cluster({ node_pools: [POOL, { ...POOL, label: 'staging', tags: ['by-hand'] }] });
    const staging = standIn.world.linode.poolsOf(id)[1];

    await expect(run()).rejects.toThrow('--tag-pools');
    expect([staging?.tags, existsSync(file)]).toEqual([['by-hand'], false]);

    expect((await run({ tagPools: true })).tagged).toEqual([staging?.id]);
    expect(staging?.tags).toEqual(['by-hand', 'environment-pool']);

    // There is no ledger before bootstrap.
    const { ledger } = memoryLedger();
    await sendWaiting(ledger, outboxOf('shop', { HOME: home }));
    expect(await newestEvents(ledger, {}, 9)).toMatchObject([
      { kind: 'tag-pools.done', what: expect.stringContaining(String(staging?.id)) as string },
      { kind: 'tag-pools.began', actor: { provenBy: 'linode-profile' } },
    ]);
  });

  it('tags nothing where the file cannot be written', async () => {
    const id = await cluster({ node_pools: [POOL, { ...POOL, label: 'staging' }] });
    writeFileSync(file, 'a file, and no folder');

    await expect(run({ tagPools: true, file: join(file, 'platform.yaml') })).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(standIn.world.linode.poolsOf(id)[1]?.tags).toEqual([]);
  });

  it.each([
    ['of a cluster that is not there', { cluster: 'shops' }, 'no cluster "shops". There are shop ('],
    ['of a firewall that is not there', { firewall: 'shop-firewall' }, 'There is no firewall at all.'],
    ['of a domain that is not there', { domain: 'shop.example' }, 'There is no domain at all.'],
    ['of a pool that is not there', { systemPool: 1 }, 'the cluster has no pool 1.'],
    ['without a token', { environment: {} }, 'LINODE_TOKEN is not set'],
    ['with a token that is wrong', { token: 'wrong' }, '401'],
  ])('writes nothing %s', async (_why, { token, ...more }: Partial<AdoptProps> & { token?: string }, message) => {
    await cluster();
    const environment = token === undefined ? standIn.env : { ...standIn.env, LINODE_TOKEN: token };

    await expect(run({ environment, ...more })).rejects.toThrow(message);
    expect(existsSync(file)).toBe(false);
  });

  it('reads the owner with a token of few scopes: the own profile takes none', async () => {
    await cluster();
    const scopes = 'lke:read_only firewall:read_only domains:read_only object_storage:read_only';
    const { token } = standIn.world.linode.createToken('narrow', scopes);
    const environment = { ...standIn.env, LINODE_TOKEN: token };

    await expect(run({ environment })).resolves.toMatchObject({ platform: 'shop' });
    expect(readFileSync(file, 'utf8')).toContain(standIn.world.linode.profile.email);
  });

  it('never overwrites a file', async () => {
    await cluster();
    writeFileSync(file, 'mine');

    await expect(run()).rejects.toThrow('exists already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
