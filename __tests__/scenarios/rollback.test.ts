import { readFileSync } from 'node:fs';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { inventory } from '../support/inventory';
import { secretsIn } from '../support/find-secrets';
import { dataOf } from '../support/platforms';
import { killedRun } from '../support/killed-run';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];

type Environments = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

standInSuite('going back from a change', () => {
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

  const QUOTA = { cpu: 12, memory: '24Gi', pods: 100 };
  /** The platform, with some other fields of production. */
  const synth = (change: (production: Environments[string]) => object = (it) => it) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Environments };
      const production = { ...data.environments.production, quota: QUOTA };
      return { ...data, environments: { ...data.environments, production: change(production) } };
    });
  const pools = (production: Environments[string], change: (pool: Record<string, unknown>) => object) =>
    (production.nodePools as Record<string, unknown>[]).map((pool) => change(pool));
  const applied = (...args: string[]) => desk.applied(...args);
  const run = (id: string, ...args: string[]) => desk.run(id, ...args);
  const see = () => inventory(workplace);

  it('of an update leads to the same ids and content, which is what reversible means', async () => {
    const before = see();
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 9 } }));
    const { id, classes } = await applied('--change', '#12');
    expect(see()).not.toEqual(before);
    const { stdout } = await workplace.command('rollback', 'plan', '#12', '--json');
    const { result: plan } = JSON.parse(stdout) as { result: object };

    expect(new Set(classes)).toEqual(new Set(['reversible']));
    expect(plan).toMatchObject({
      ...{ rollback_id: id, change_id: '#12', is_production: true, reversibility: 'reversible', drift_report_id: null },
      trigger_condition: ['failed-deploy', 'alert', 'manual-decision'],
      steps: [{ id: 'go-back', command: `scripts/infra/rollback.sh run ${id}` }],
      approval: { by: 'stand-in', proven_by: 'linode-profile' },
      snapshot: expect.stringContaining('snapshots/production/') as string,
      previous: { kind: 'configuration' },
    });
    await expect(run(id)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
    await synth();
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
    await expect(run(id)).resolves.toMatchObject({
      code: FINE,
      stdout: expect.stringContaining('nothing was to be done') as string,
    });
  });

  it('of a create destroys what was made, and only when that is agreed to', async () => {
    const before = see();
    const more = { name: 'rolled', instanceType: 'g6-standard-2', count: 3, maxCount: 3 };
    await synth((it) => ({ ...it, nodePools: [...(it.nodePools as object[]), more] }));
    const { id } = await applied();
    const refused = await run(id);
    const step = 'destroy:linode_lke_node_pool.pool["rolled"]';

    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringContaining(`--yes-to '${step}'`) as string });
    await expect(run(id, '--yes-to', step)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
  });

  it('of a replacement makes anew once more: another id, as its class says', async () => {
    await synth();
    const before = see();
    await synth((it) => ({ ...it, nodePools: pools(it, (pool) => ({ ...pool, instanceType: 'g6-standard-8' })) }));
    const { id, classes } = await applied();
    const went = await desk.runAsPrinted(id);

    expect(classes).toContain('needs-restore');
    expect(went).toMatchObject({ code: FINE });
    expect(see()).not.toEqual(before);
    await synth();
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });

  it('of a move leads back to the same pool under its former address', async () => {
    await synth();
    await applied();
    const before = see();
    const address = (name: string) => `linode_lke_node_pool.pool["${name}"]`;
    await workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Environments };
      const { production = {} } = data.environments;
      const renamed = {
        ...production,
        quota: QUOTA,
        nodePools: pools(production, (pool) => ({ ...pool, name: 'web' })),
      };
      const moved = [{ stack: 'production', from: address('general'), to: address('web') }];
      return { ...data, environments: { ...data.environments, production: renamed }, moved };
    });
    const { id, classes } = await applied();

    expect(classes).not.toContain('irreversible');
    await expect(run(id)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
    await synth();
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });

  it('is refused where other changes came after it, and goes on from the last', async () => {
    const before = see();
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 8 } }));
    const first = await applied();
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 7 } }));
    const second = await applied();

    await expect(run(first.id)).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining(`rollback run ${second.id}`) as string,
    });
    await expect(run(second.id)).resolves.toMatchObject({ code: FINE });
    expect(see()).not.toEqual(before);
  });

  it('of a change of two stacks, of one of them twice, is done by the commands that are printed, in their order', async () => {
    await synth();
    await applied();
    const before = see();
    const change = async (cpu: number, ...stacks: string[]) => {
      await workplace.synth(() => {
        const data = dataOf('docs/examples/minimal.yaml') as {
          readonly cluster: object;
          readonly environments: Environments;
        };
        const production = { ...data.environments.production, quota: { ...QUOTA, cpu } };
        const cluster = { ...data.cluster, controlPlaneAcl: { ipv4: ['198.51.100.0/24'] } };
        return { ...data, cluster, environments: { ...data.environments, production } };
      });
      const went = await workplace.command('apply', ...stacks, '--yes', '--change', '#40');
      expect(went).toMatchObject({ code: FINE });
    };
    await change(8, 'cluster', 'production');
    await change(7, 'production');
    const refused = await run('#40');
    const printed = [...refused.stderr.matchAll(/npx lke-platform (rollback run .*)$/gm)].map(([, line = '']) => line);
    const went = [];
    for (const line of printed) went.push(await workplace.command(...line.split(' ')));

    expect(refused.code).toBe(ERROR);
    expect(printed.map((line) => /run (\w+)/.exec(line)?.[1])).toEqual(['production', 'production', 'cluster']);
    expect(went.map(({ code }) => code)).toEqual([FINE, FINE, FINE]);
    expect(see()).toEqual(before);
  });

  it('of an apply that failed half way undoes what was done, also after a kill half way back', async () => {
    await synth();
    await applied();
    const before = see();
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 6 }, labels: { rolled: 'back' } }));
    const { faults } = workplace.standIn.world;
    faults.refuse({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, { message: 'not now', times: 5 });
    const failed = await workplace.command('apply', 'production', '--yes', '--json');
    faults.clear();
    const plan = await desk.latest('production');
    const id = plan.rollback_id;
    expect(failed.code).toBe(ERROR);
    await killedRun(workplace, ['rollback', 'run', id, '--yes'], (kill) => {
      faults.strike({ type: 'kubernetes_namespace_v1', operation: 'update' }, kill);
    });
    await desk.unlock();

    await expect(run(id)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
  });

  it('is not begun where the plan is damaged, or of another platform', async () => {
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 5 } }));
    const { id } = await applied();
    const bucket = workplace.s3.bucket('acme-artifacts');
    const key = `rollback/${id}/plan.json`;
    const text = bucket.get(key).body.toString();
    bucket.put(key, Buffer.from(text.slice(0, 100)));
    const damaged = await run(id);
    bucket.put(key, Buffer.from(text.replace('"platform": "acme"', '"platform": "other"')));
    const foreign = await run(id);
    bucket.put(key, Buffer.from(text));

    expect(damaged).toMatchObject({ code: ERROR, stderr: expect.stringContaining('is damaged') as string });
    expect(foreign).toMatchObject({ code: ERROR, stderr: expect.stringContaining('platform other') as string });
    await expect(run(id)).resolves.toMatchObject({ code: FINE });
  });

  it('of a failed upgrade of a release deploys the former one as a revision more, as its class says', async () => {
    const withChart = (chartVersion: string) =>
      workplace.synth(() => ({ ...dataOf('docs/examples/minimal.yaml'), observability: { chartVersion } }));
    const release = () =>
      [...workplace.standIn.world.kubernetes.values()][0]?.releases.get('monitoring/kube-prometheus-stack');
    const before = release();
    await withChart('kube-prometheus-stack-99.0.0');
    workplace.standIn.world.faults.refuse({ type: 'helm' }, { message: 'timed out waiting for the condition' });
    const failed = await workplace.command('apply', 'system', '--yes');
    const plan = await desk.latest('system');
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect(failed.code).toBe(ERROR);
    expect(plan).toMatchObject({ reversibility: 'needs-restore', is_production: true });
    expect(went).toMatchObject({ code: FINE });
    expect(release()).toMatchObject({
      revision: (before?.revision ?? 0) + 2,
      chart: before?.chart,
      status: 'deployed',
    });
  });

  it('of a first apply that failed takes down what was made, where nobody resumes it', async () => {
    await synth();
    const before = see();
    await workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Environments };
      const staging = { nodePools: [{ name: 'general', instanceType: 'g6-standard-2', count: 1 }] };
      return { ...data, environments: { ...data.environments, staging } };
    });
    const { faults } = workplace.standIn.world;
    faults.refuse({ type: 'kubernetes_resource_quota_v1', operation: 'create' }, { message: 'not now', times: 5 });
    const failed = await workplace.command('apply', 'staging', '--yes');
    faults.clear();
    const plan = await desk.latest('staging');
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect(failed.code).toBe(ERROR);
    expect(plan).toMatchObject({ is_production: false, previous: { kind: 'nothing' }, snapshot: null });
    expect(went).toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
  });

  it('leaves what Linode does not take back, says so, and takes back the rest', async () => {
    const withCluster = (more: object) =>
      workplace.synth(() => {
        const data = dataOf('docs/examples/minimal.yaml') as { readonly cluster: object };
        return { ...data, cluster: { ...data.cluster, ...more } };
      });
    const cluster = () => [...workplace.standIn.world.linode.clusters.values()][0];
    const before = structuredClone(cluster());
    await withCluster({ kubernetesVersion: '1.35', controlPlaneAcl: { ipv4: ['203.0.113.0/24', '198.51.100.0/24'] } });
    const markdown = `${workplace.folder}/plan.md`;
    await workplace.command('plan', 'cluster', '--markdown', markdown);
    await expect(workplace.command('apply', 'cluster', '--yes')).resolves.toMatchObject({ code: FINE });
    const plan = await desk.latest('cluster');
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect(readFileSync(markdown, 'utf8')).toContain('**cannot be taken back** (irreversible)');
    expect(plan).toMatchObject({ reversibility: 'irreversible', is_production: true });
    expect(went).toMatchObject({
      code: FOUND,
      stderr: expect.stringContaining('no way to an earlier version') as string,
    });
    expect(cluster()?.acl?.addresses).toEqual(before?.acl?.addresses);
    expect(cluster()?.k8s_version).toBe('1.35');
  });

  it('is written down step by step, and holds no secret', async () => {
    const { stdout } = await workplace.command('audit', 'list', '--json');
    const { events } = (JSON.parse(stdout) as { result: { events: { kind: string }[] } }).result;
    const bucket = workplace.s3.bucket('acme-artifacts');
    const [cluster] = workplace.standIn.world.kubernetes.values();
    const canaries = { token: workplace.standIn.token, kubernetes: cluster?.token ?? '' };
    const leaked = bucket.keys('rollback/').flatMap((key) => secretsIn(bucket.get(key).body, canaries));

    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['rollback.began', 'rollback.done', 'rollback-step']),
    );
    expect(bucket.keys('rollback/').length).toBeGreaterThan(5);
    expect(leaked).toEqual([]);
  });
});
