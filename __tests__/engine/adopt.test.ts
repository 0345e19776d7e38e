import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Change as Predicted } from '../../operations/adopt/difference';
import type { Change } from '../../operations/deploy/plan-summary';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../support/engine-suite';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
const ENVIRONMENTS = ['system', 'staging', 'production'];
/** Resources of Linode that existed before the platform; everything else is new. */
const EXISTING = /^linode_(lke|firewall|domain|object_storage_bucket\.observability_loki)/;

interface Stack {
  readonly stack: string;
  readonly status: string;
  readonly changes?: readonly Change[];
}

engineSuite('a cluster that was not made by a platform', () => {
  let workplace: Workplace;
  let ids: Readonly<Record<'cluster' | 'web' | 'base' | 'cache' | 'firewall' | 'domain', number>>;
  let predicted: readonly Predicted[];

  const account = () => workplace.standIn.world.linode;
  const nodesOf = (pool: number) =>
    account()
      .pools.get(pool)
      ?.nodes.map(({ id }) => id);
  const pools = () =>
    account()
      .poolsOf(ids.cluster)
      .map(({ id }) => id);
  const file = () => join(workplace.folder, 'platform.yaml');

  async function post(path: string, body: object): Promise<number> {
    const { apiUrl, token } = workplace.standIn;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${apiUrl}/v4${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { id: number }).id;
  }

  /** Makes everything by hand, as somebody would in the Cloud Manager. */
  async function makeByHand() {
    const pool = (type: string, label: string, more: object = {}) => ({ type, count: 3, label, ...more });
    const cluster = await post('/lke/clusters', {
      label: 'shop-live',
      region: 'nl-ams',
      k8s_version: '1.33',
      tags: ['by-hand'],
      control_plane: { high_availability: true, acl: { enabled: true, addresses: { ipv4: ['203.0.113.7'] } } },
      node_pools: [
        pool('g6-dedicated-8', 'web', {
          autoscaler: { enabled: true, min: 3, max: 6 },
          labels: { 'shop.example/tier': 'web' },
          tags: ['team-shop'],
        }),
        pool('g6-standard-8', '', { count: 4 }),
        pool('g7-highmem-2', 'staging-cache', {
          count: 1,
          taints: [{ key: 'shop.example/cache', value: 'redis', effect: 'NoSchedule' }],
        }),
      ],
    });
    const balancer = await post('/nodebalancers', { region: 'nl-ams', label: 'ccm-shop' });
    const firewall = await post('/networking/firewalls', {
      label: 'shop-wall',
      rules: {
        inbound_policy: 'DROP',
        outbound_policy: 'ACCEPT',
        inbound: [
          {
            label: 'web',
            description: 'the shop',
            action: 'ACCEPT',
            protocol: 'TCP',
            ports: '443',
            addresses: { ipv4: ['0.0.0.0/0'] },
          },
        ],
      },
      devices: { nodebalancers: [balancer] },
    });
    const domain = await post('/domains', {
      domain: 'shop.example',
      soa_email: 'dns@shop.example',
      ttl_sec: 300,
    });
    await post('/object-storage/buckets', { label: 'shop-live-loki', region: 'nl-ams', acl: 'public-read' });
    const [web, base, cache] = account()
      .poolsOf(cluster)
      .map(({ id }) => id);
    if (web === undefined || base === undefined || cache === undefined) throw new Error('the pools are not there');
    return { cluster, web, base, cache, firewall, domain };
  }

  const importCommand = (...more: string[]) =>
    workplace.command(
      ...['import', '--cluster', 'shop-live', '--firewall', 'shop-wall', '--domain', 'shop.example'],
      ...['--pool', `${ids.web}=production`, '--owner', 'platform@shop.example', ...more],
    );

  async function synth(): Promise<void> {
    const { code, stderr } = await workplace.command('synth', '--out', workplace.output);
    if (code !== FINE) throw new Error(stderr);
  }

  async function plan(...stacks: string[]): Promise<readonly Stack[]> {
    const { stdout } = await workplace.command('plan', ...stacks, '--json');
    return (JSON.parse(stdout) as { result: { stacks: readonly Stack[] } }).result.stacks;
  }

  /** What a plan does to what existed before. */
  const toExisting = (stacks: readonly Stack[]) =>
    stacks.flatMap(({ changes = [] }) => changes.filter(({ address }) => EXISTING.test(address)));

  /** Attributes that are said to change, of these stacks. */
  const predictedOf = (stacks: readonly string[], later: boolean) =>
    predicted
      .filter(({ stack, afterImports = false }) => stacks.includes(stack) && afterImports === later)
      .map(({ address, attribute }) => `${address} ${attribute}`);

  /** Attributes that a plan changes, down to where the prediction goes; computed ones aside. */
  const planned = (changes: readonly Change[]) => {
    const names = changes.flatMap(({ address, attributes }) =>
      attributes.filter(({ after }) => after !== '(known after apply)').map(({ path }) => `${address} ${path}`),
    );
    return [...new Set(names.map((name) => name.replace(/((?:pool\[0\]\.)?(?:tags|labels|taint))\b.*/, '$1')))];
  };

  beforeAll(async () => {
    workplace = await Workplace.open();
    ids = await makeByHand();
  });
  afterAll(() => workplace.close());

  it('is described only with consent to the tag without which its pools would be deleted', async () => {
    const { code, stderr } = await importCommand();

    expect(code).toBe(ERROR);
    expect(stderr).toContain(`${ids.cache} (staging-cache, g7-highmem-2), ${ids.web} (web, g6-dedicated-8)`);
    expect(stderr).toContain('--tag-pools');
    expect(account().pools.get(ids.web)?.tags).toEqual(['team-shop']);
  });

  it('becomes a platform file that breaks no rule', async () => {
    const { code, stdout, stderr } = await importCommand('--tag-pools', '--json');
    const { result } = JSON.parse(stdout) as { result: { tagged: number[]; changes: Predicted[] } };
    predicted = result.changes;

    expect({ code, stderr }).toEqual({ code: FINE, stderr: '' });
    expect(result.tagged).toEqual([ids.cache, ids.web]);
    expect(account().pools.get(ids.web)?.tags).toEqual(['team-shop', 'environment-pool']);
    expect(readFileSync(file(), 'utf8')).toMatchSnapshot();
  });

  it('is not described over a file that exists', async () => {
    await expect(importCommand('--tag-pools')).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('exists already') as string,
    });
  });

  it('loses no pool by an import alone: that is refused in the plan', async () => {
    await synth();
    await workplace.createBuckets();
    const { code, stderr } = await workplace.command('apply', 'cluster', '--yes', '--no-snapshot');

    expect(code).toBe(ERROR);
    expect(stderr).toContain('import --into-state');
    expect(pools()).toEqual([ids.web, ids.base, ids.cache]);
  });

  it('gets into the state once', async () => {
    await expect(workplace.command('import', '--into-state')).resolves.toMatchObject({ code: FINE });
    await expect(workplace.command('import', '--into-state')).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('has a state already') as string,
    });
  });

  it.each([['cluster'], ENVIRONMENTS].map((stacks) => [stacks.join(', '), stacks] as const))(
    'is taken over by %s with exactly the changes that were told, then rests',
    async (_names, stacks) => {
      const changes = toExisting(await plan(...stacks));

      expect(changes.filter(({ action }) => action !== 'update' && action !== 'import')).toEqual([]);
      expect(planned(changes).sort()).toEqual(predictedOf(stacks, false).sort());

      const applied = await workplace.command('apply', ...stacks, '--yes', '--no-snapshot');
      expect({ code: applied.code, stderr: applied.stderr }).toMatchObject({ code: FINE });
      expect((await plan(...stacks)).map(({ status }) => status)).toEqual(stacks.map(() => 'unchanged'));
    },
  );

  it('gets the last changes told once its imports are removed, then rests', async () => {
    const document = parseDocument(readFileSync(file(), 'utf8'));
    document.delete('imports');
    writeFileSync(file(), document.toString());
    await synth();
    const changes = toExisting(await plan());

    expect(changes.map(({ address, action }) => [address, action])).toEqual([['linode_lke_cluster.cluster', 'update']]);
    expect(planned(changes).sort()).toEqual(predictedOf(['cluster'], true).sort());

    await expect(workplace.command('apply', '--yes', '--no-snapshot')).resolves.toMatchObject({ code: FINE });
    expect(new Set((await plan()).map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('is still the same: cluster, pools with their nodes, firewall, zone and bucket', () => {
    expect(pools()).toEqual([ids.web, ids.base, ids.cache]);
    expect([ids.web, ids.base, ids.cache].map((id) => nodesOf(id)?.length)).toEqual([3, 4, 1]);
    expect([...account().clusters.keys()]).toEqual([ids.cluster]);
    expect([...account().firewalls.keys()]).toEqual([ids.firewall]);
    expect([...account().domains.keys()]).toEqual([ids.domain]);
    expect([...account().buckets.keys()]).toContain('nl-ams/shop-live-loki');
  });
});
