import { readFileSync } from 'node:fs';
import type { Change } from '../../operations/adopt/difference';
import { Adoption, attributesOf, toExisting } from '../support/adoption';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { makeAtLinode } from '../support/make-at-linode';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
const ENVIRONMENTS = ['system', 'staging', 'production'];
const NEW = /observability_tempo/;

engineSuite('a cluster that was not made by a platform', () => {
  let workplace: Workplace;
  let adoption: Adoption;
  let ids: Readonly<Record<'cluster' | 'web' | 'base' | 'cache' | 'firewall' | 'domain', number>>;
  let before: string;

  const account = () => workplace.standIn.world.linode;
  const pools = () =>
    account()
      .poolsOf(ids.cluster)
      .map(({ id }) => id);

  /** Everything that exists, by its ids. */
  const inventory = () => ({
    clusters: [...account().clusters.keys()],
    nodes: account()
      .poolsOf(ids.cluster)
      .map(({ id, nodes }) => [id, nodes.map((node) => node.id)]),
    firewalls: [...account().firewalls.keys()],
    domains: [...account().domains.keys()],
  });

  /** Makes everything as somebody would in the Cloud Manager. The pool for the inside of the cluster is not the first. */
  async function makeByHand() {
    const make = (path: string, body: object) => makeAtLinode(workplace.standIn, path, body);
    const pool = (type: string, label: string, more: object = {}) => ({ type, count: 3, label, ...more });
    const cluster = await make('/lke/clusters', {
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
    const balancer = await make('/nodebalancers', { region: 'nl-ams', label: 'ccm-shop' });
    const rule = { label: 'web', description: 'the shop', action: 'ACCEPT', protocol: 'TCP', ports: '443' };
    const inbound = [{ ...rule, addresses: { ipv4: ['0.0.0.0/0'] } }];
    const firewall = await make('/networking/firewalls', {
      label: 'shop-firewall',
      rules: { inbound_policy: 'DROP', outbound_policy: 'ACCEPT', inbound },
      devices: { nodebalancers: [balancer] },
    });
    const domain = await make('/domains', { domain: 'shop.example', soa_email: 'dns@shop.example' });
    await make('/object-storage/buckets', { label: 'shop-live-loki', region: 'nl-ams', acl: 'public-read' });
    const [web = 0, base = 0, cache = 0] = account()
      .poolsOf(cluster)
      .map(({ id }) => id);
    return { cluster, web, base, cache, firewall, domain };
  }

  const importCommand = (...more: string[]) =>
    workplace.command(
      ...['import', '--cluster', 'shop-live', '--firewall', 'shop-firewall', '--domain', 'shop.example'],
      ...['--pool', `${ids.web}=production`, '--owner', 'platform@shop.example', ...more],
    );

  beforeAll(async () => {
    workplace = await Workplace.open();
    adoption = new Adoption(workplace);
    ids = await makeByHand();
    before = JSON.stringify(inventory());
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
    const { result } = JSON.parse(stdout) as { result: { tagged: number[]; changes: Change[] } };
    adoption.told = result.changes;

    expect({ code, stderr }).toEqual({ code: FINE, stderr: '' });
    expect(result.tagged).toEqual([ids.cache, ids.web]);
    expect(account().pools.get(ids.web)?.tags).toEqual(['team-shop', 'environment-pool']);
    expect(readFileSync(adoption.file, 'utf8')).toMatchSnapshot();
  });

  it('is not described over a file that exists', async () => {
    await expect(importCommand('--tag-pools')).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('exists already') as string,
    });
  });

  it('loses no pool by an import alone: that is refused in the plan', async () => {
    await adoption.synth();
    await workplace.createBuckets();
    const { code, stderr } = await adoption.apply('cluster');

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

  it('loses no pool whose tag somebody took off: that is refused in the plan, too', async () => {
    const web = account().pools.get(ids.web);
    web?.tags.pop();
    const { code, stderr } = await workplace.command('plan', 'cluster');
    web?.tags.push('environment-pool');

    expect(code).toBe(ERROR);
    expect(stderr).toContain('would delete all but the first');
  });

  it.each([['cluster'], ENVIRONMENTS].map((stacks) => [stacks.join(', '), stacks] as const))(
    'is taken over by %s with exactly the changes that were told, then rests',
    async (_names, stacks) => {
      const changes = toExisting(await adoption.plan(...stacks), NEW);

      expect(changes.filter(({ action }) => action !== 'update' && action !== 'import')).toEqual([]);
      expect(attributesOf(changes)).toEqual(adoption.toldOf(stacks, { afterImports: false }));

      const { code, stderr } = await adoption.apply(...stacks);
      expect(code).toBe(FINE);
      // What waits to be taken over is nothing that somebody should remove.
      expect(stderr).not.toContain('orphans --remove');
      await expect(adoption.statuses(...stacks)).resolves.toEqual(['unchanged']);
    },
  );

  it('gets the last changes told once its imports are removed, then rests', async () => {
    await adoption.removeImports();
    const changes = toExisting(await adoption.plan(), NEW);

    expect(changes.map(({ address, action }) => [address, action])).toEqual([['linode_lke_cluster.cluster', 'update']]);
    expect(attributesOf(changes)).toEqual(adoption.toldOf(['cluster'], { afterImports: true }));

    await expect(adoption.apply()).resolves.toMatchObject({ code: FINE });
    await expect(adoption.statuses()).resolves.toEqual(['unchanged']);
  });

  it('is still the same cluster, with the same nodes, firewall and zone', () => {
    expect(JSON.stringify(inventory())).toBe(before);
  });
});
