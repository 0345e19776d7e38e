import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { StackId } from '../../model/naming';
import { inventory } from '../support/inventory';
import { makeAtLinode } from '../support/make-at-linode';
import { dataOf, type PlatformData } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const FINE = 0;
const INBOUND = [{ label: 'allow-web', ports: '443', ipv4: ['0.0.0.0/0'] }];
const PLATFORM = {
  network: {
    firewall: { attachedTo: 'nodebalancer', inbound: INBOUND },
    dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' },
  },
  deletionProtection: false,
};
/** A role of production, as the file has it. */
const role = (name: string) => ({
  role: name,
  kubeconfigSecret: `linode-secret-manager://access/production/${name}#kubeconfig`,
  expiry: '2027-03-31T00:00:00Z',
  reviewedOn: '2026-10-01',
});
const PRODUCTION = {
  handoff: { ingressBaseDomain: 'shop.acme.example' },
  quota: { cpu: 12, memory: '24Gi', pods: 100 },
  accessPolicies: [role('platform-engineer')],
};

/** Changes of the platform file, by what they change. */
interface Change {
  readonly cluster?: PlatformData;
  readonly network?: PlatformData;
  readonly production?: PlatformData;
  readonly pools?: readonly PlatformData[];
  readonly others?: PlatformData;
}

standInSuite('going back, by what exists before and afterwards', () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes')).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const synth = ({ cluster, network, production, pools = [], others }: Change = {}) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as {
        readonly cluster: PlatformData;
        readonly environments: Readonly<Record<string, PlatformData & { readonly nodePools: readonly PlatformData[] }>>;
      };
      const own = data.environments.production;
      const nodePools = [...(own?.nodePools ?? []), ...pools];
      return {
        ...data,
        ...PLATFORM,
        ...others,
        cluster: { ...data.cluster, ...cluster },
        network: { ...PLATFORM.network, ...network },
        environments: { ...data.environments, production: { ...own, ...PRODUCTION, ...production, nodePools } },
      };
    });
  const see = () => inventory(workplace);
  const contracts = () => workplace.s3.bucket('acme-artifacts').keys('handoff/production/');

  /** Applies what was synthesized, goes back as is printed, and looks at what exists. */
  const thereAndBack = async (stack: StackId) => {
    const before = see();
    const applied = await workplace.command('apply', stack, '--yes', '--json', '--allow-dirty');
    if (applied.code !== FINE) throw new Error(applied.stdout);
    const between = see();
    const plan = (await desk.latest(stack)) as { readonly rollback_id: string; readonly reversibility: string };
    const went = await desk.run(plan.rollback_id);
    const { code, stderr } = went.code === FINE ? went : await desk.runAsPrinted(plan.rollback_id);
    const after = see();
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const differs = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
    await synth();
    const left = await workplace.command('plan', stack);
    return {
      ...{ code, stderr, differs, reversibility: plan.reversibility, id: plan.rollback_id },
      changed: JSON.stringify(before) !== JSON.stringify(between),
      left: left.code,
    };
  };
  const BACK = { code: FINE, changed: true, left: FINE };

  it.each([
    [
      'an update of the firewall and of who reaches the Kubernetes API',
      'cluster',
      {
        cluster: { controlPlaneAcl: { ipv4: ['198.51.100.0/24'] } },
        network: { firewall: { attachedTo: 'nodebalancer', inbound: [{ ...INBOUND[0], ports: '80, 443' }] } },
      },
      'reversible',
      [],
    ],
    [
      'an update and a deletion of network policies, and a new role with its account',
      'production',
      {
        production: {
          networkPolicy: { internetEgress: false, allowFrom: ['system'] },
          accessPolicies: [role('platform-engineer'), role('app-team')],
        },
      },
      'needs-restore',
      // It has another uid.
      ['object network_policy/env-production/allow-internet'],
    ],
    [
      'a new pool beside an update',
      'production',
      {
        pools: [{ name: 'rolled', instanceType: 'g6-standard-2', count: 3, maxCount: 3 }],
        production: { labels: { rolled: 'back' } },
      },
      'reversible',
      [],
    ],
  ] as const)('%s leads back as well as its class says', async (_, stack, change, reversibility, differs) => {
    await synth(change);

    expect(await thereAndBack(stack)).toMatchObject({ ...BACK, reversibility, differs });
  });

  it('an update of labels and quota leads to the same content, and teams are told what holds again', async () => {
    const before = contracts();
    await synth({
      production: {
        labels: { rolled: 'back' },
        quota: { cpu: 9, memory: '20Gi', pods: 90 },
        handoff: { ingressBaseDomain: 'eu.shop.acme.example' },
      },
    });
    const went = await thereAndBack('production');
    const told = contracts().slice(before.length);
    const read = (key: string) =>
      JSON.parse(workplace.s3.bucket('acme-artifacts').get(key).body.toString()) as { ingress_base_domain: string };

    expect(went).toMatchObject({ ...BACK, reversibility: 'reversible', differs: [] });
    expect(told.map((key) => read(key).ingress_base_domain)).toEqual(['eu.shop.acme.example', 'shop.acme.example']);
  });

  it('a pool that was taken over is forgotten again, and one that was made beside it goes, by one command', async () => {
    const [cluster] = workplace.standIn.world.linode.clusters.keys();
    const pool = { type: 'g6-standard-2', count: 3, label: 'production-found', tags: ['acme', 'by-hand'] };
    const id = await makeAtLinode(workplace.standIn, `/lke/clusters/${cluster}/pools`, pool, 'v4beta');
    await synth({
      pools: [
        { name: 'found', instanceType: 'g6-standard-2', count: 3 },
        { name: 'made', instanceType: 'g6-standard-4', count: 3 },
      ],
      others: {
        imports: [{ stack: 'production', to: 'linode_lke_node_pool.pool["found"]', id: `${cluster},${id}` }],
      },
    });
    const went = await thereAndBack('production');

    expect(went).toMatchObject({ ...BACK, reversibility: expect.not.stringMatching(/^reversible$/) as string });
    // What the take-over changed of it stays, which its class says.
    expect(went.differs).toEqual([`pools ${id}`]);
    expect(workplace.standIn.world.linode.pools.get(id)).toMatchObject({ count: 3, type: 'g6-standard-2' });
  });

  it('what was given up without being destroyed is taken back into the state, as it was', async () => {
    const file = join(workplace.output, 'stacks/production/cdk.tf.json');
    const { resource, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, object> };
    const others = Object.fromEntries(
      Object.entries(resource).filter(([type]) => type !== 'kubernetes_limit_range_v1'),
    );
    const removed = [{ from: 'kubernetes_limit_range_v1.namespace_limits', lifecycle: { destroy: false } }];
    writeFileSync(file, JSON.stringify({ ...rest, resource: others, removed }));
    const went = await thereAndBack('production');

    expect(went).toMatchObject({ ...BACK, changed: false, differs: [] });
  });

  it('a zone and its records are made anew, with other ids, as their class says', async () => {
    await synth({ network: { dns: undefined } });
    const went = await thereAndBack('cluster');

    expect(went).toMatchObject({ ...BACK, reversibility: 'needs-restore' });
    expect(went.differs.every((key) => /^(domains|records|domainRecords) /.test(key))).toBe(true);
  });

  it('an upgrade of a release is one more revision, of the same content', async () => {
    await synth({ others: { observability: { retentionDays: 9 } } });
    const went = await thereAndBack('system');

    expect(went).toMatchObject({ ...BACK, reversibility: 'needs-restore' });
    expect(went.differs.filter((key) => !key.startsWith('release '))).toEqual([]);
    expect(went.differs.length).toBeGreaterThan(0);
  });
});
