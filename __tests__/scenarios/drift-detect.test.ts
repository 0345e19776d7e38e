import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { DriftReport } from '../../operations/drift/report';
import { dataOf } from '../support/platforms';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];

standInSuite('drift', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await synth();
    await workplace.createBuckets();
    await expect(apply()).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  interface Change {
    readonly cluster?: object;
    readonly firewall?: object;
    readonly production?: object;
    readonly waivers?: readonly object[];
  }
  const synth = ({ cluster, firewall, production, waivers = [] }: Change = {}) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as {
        readonly cluster: object;
        readonly environments: Record<string, object>;
      };
      const inbound = [{ label: 'allow-web', ports: '443', ipv4: ['0.0.0.0/0'] }];
      return {
        ...data,
        waivers,
        cluster: { ...data.cluster, highAvailability: true, ...cluster },
        network: { firewall: { attachedTo: 'nodebalancer', inbound, ...firewall } },
        environments: { ...data.environments, production: { ...data.environments.production, ...production } },
      };
    });
  const apply = (...args: string[]) => workplace.command('apply', ...args, '--yes', '--no-snapshot', '--no-audit');
  const detect = async (...args: string[]) => {
    const { code, stdout } = await workplace.command('drift', 'detect', ...args, '--json');
    const { result, errors } = JSON.parse(stdout) as { result: { reports: DriftReport[] } | null; errors: object[] };
    return { code, reports: result?.reports ?? [], errors };
  };
  /** What was found in a run, in short. */
  const found = async (environment: string) => {
    const { code, reports } = await detect(environment);
    const [report] = reports;
    return {
      code,
      summary: report?.drift_summary,
      findings: report?.findings
        .filter(({ severity }) => severity !== 'none')
        .map(({ stack, address, rule, before, after }) => ({ stack, address, rule, before, after })),
    };
  };
  const firewall = () => [...workplace.standIn.world.linode.firewalls.values()][0]!;

  it('is none after an apply', async () => {
    const { code, reports, errors } = await detect();

    expect({ code, errors, summaries: reports.map((it) => [it.environment, it.drift_summary, it.complete]) }).toEqual({
      code: FINE,
      errors: [],
      summaries: [
        ['system', 'none', true],
        ['production', 'none', true],
      ],
    });
    expect(reports.flatMap(({ stacks }) => stacks.map(({ stack, status }) => `${stack} ${status}`))).toEqual([
      'state checked',
      'cluster checked',
      'system checked',
      'state checked',
      'cluster checked',
      'production checked',
    ]);
  });

  it('of a firewall that was opened is found, though an apply that failed on it has swallowed it', async () => {
    const rules = firewall().rules;
    rules.inbound_policy = 'ACCEPT';
    workplace.standIn.world.faults.refuse({ type: 'linode_firewall', operation: 'update' }, { message: 'not now' });
    await expect(apply('cluster')).resolves.toMatchObject({ code: ERROR });

    const plan = await workplace.plan('cluster', '-lock=false');
    expect(plan.resource_drift ?? []).toEqual([]);
    expect(await found('production')).toEqual({
      code: FOUND,
      summary: 'major',
      findings: [
        {
          stack: 'cluster',
          address: 'linode_firewall.network_firewall["this"]',
          rule: 'firewall-filter',
          before: 'DROP',
          after: 'ACCEPT',
        },
      ],
    });
    await expect(apply('cluster')).resolves.toMatchObject({ code: FINE });
  });

  it('is not invented where an apply of our own was refused', async () => {
    const waiver = { approvedBy: 'platform@acme.example', approvedOn: '2026-10-01' };
    const waivers = [{ rule: 'production-multi-az', reason: 'one tenant until launch', ...waiver }];
    await synth({ cluster: { highAvailability: false }, waivers });
    await expect(apply('cluster')).resolves.toMatchObject({ code: ERROR });
    await synth();

    const plan = await workplace.plan('cluster', '-lock=false', '-refresh-only');
    expect(JSON.stringify(plan.resource_drift)).toContain('"high_availability":true');
    expect(await found('system')).toEqual({ code: FINE, summary: 'none', findings: [] });
    await expect(apply('cluster')).resolves.toMatchObject({ code: FINE });
  });

  it('is kept apart from what is pending', async () => {
    await synth({ production: { quota: { cpu: 7, memory: '24Gi', pods: 100 } } });
    const [cluster] = workplace.standIn.world.kubernetes.values();
    const namespace = cluster!.get('namespace', 'env-production')!;
    namespace.labels['pod-security.kubernetes.io/enforce'] = 'privileged';

    const { reports } = await detect('production');
    expect(reports[0]?.stacks.find(({ stack }) => stack === 'production')?.pending).toEqual({
      create: [],
      change: ['kubernetes_config_map_v1.deployment_policy', 'kubernetes_resource_quota_v1.namespace_quota'],
      destroy: [],
    });
    expect(reports[0]?.findings.filter(({ severity }) => severity !== 'none')).toMatchObject([
      { rule: 'namespace-admission', before: 'restricted', after: 'privileged' },
    ]);
  });

  it('is put back without what is pending', async () => {
    const [cluster] = workplace.standIn.world.kubernetes.values();
    const enforced = () => cluster!.get('namespace', 'env-production')!.labels['pod-security.kubernetes.io/enforce'];
    const cpu = () =>
      JSON.stringify(cluster!.get('resource_quota', 'quota', 'env-production')?.fields ?? [...cluster!.objects.keys()]);
    const before = cpu();
    const remediate = ['drift', 'remediate', 'production', '--yes', '--no-snapshot', '--no-audit'];
    await expect(workplace.command(...remediate)).resolves.toMatchObject({ code: FINE });

    expect({ enforced: enforced(), cpu: cpu() }).toEqual({ enforced: 'restricted', cpu: before });
    const { reports } = await detect('production');
    expect(reports[0]).toMatchObject({ drift_summary: 'none' });
    expect(reports[0]?.stacks.at(-1)?.pending?.change).toEqual([
      'kubernetes_config_map_v1.deployment_policy',
      'kubernetes_resource_quota_v1.namespace_quota',
    ]);
  });

  it('is not put back where it is not known what was applied', async () => {
    await workplace.terraform('production', 'apply', '-input=false', '-auto-approve');
    const { code, stderr } = await workplace.command(
      'drift',
      'remediate',
      'production',
      '--yes',
      '--no-snapshot',
      '--no-audit',
    );

    expect({ code, stderr }).toEqual({
      code: ERROR,
      stderr: expect.stringMatching(/written once since the last apply.*npx lke-platform apply production/s) as string,
    });
    await expect(apply('production')).resolves.toMatchObject({ code: FINE });
  });

  it('is not written into the platform file where a rule would be broken, and is put back as is printed', async () => {
    await synth();
    await expect(apply()).resolves.toMatchObject({ code: FINE });
    const pool = [...workplace.standIn.world.linode.pools.values()].find(
      ({ label }) => label === 'production-general',
    )!;
    pool.count = 1;
    const file = join(workplace.folder, 'platform.yaml');
    const before = readFileSync(file, 'utf8');
    const { code, stderr } = await workplace.command('drift', 'remediate', 'production', '--adopt');
    const [, printed = 'false'] = /npx lke-platform (drift remediate [a-z]+);/.exec(stderr) ?? [];

    expect(code).toBe(ERROR);
    expect(stderr).toContain('nothing was written to');
    expect(stderr).toMatch(/platform\.yaml as proposed:\d+:\d+: .*\n.*\(proposed line: .*count: 1/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    const remediated = await workplace.command(...printed.split(' '), '--yes', '--no-snapshot', '--no-audit');
    expect(remediated.code).toBe(FINE);
    expect(pool.count).toBe(3);
  });

  it('is written into the platform file, where that has words for it', async () => {
    await synth();
    await expect(apply()).resolves.toMatchObject({ code: FINE });
    const [cluster] = [...workplace.standIn.world.linode.clusters.values()];
    const [kubernetes] = workplace.standIn.world.kubernetes.values();
    const quota = kubernetes!.get('resource_quota', 'environment', 'env-production')!;
    cluster!.acl!.addresses.ipv4.push('198.51.100.0/24');
    firewall().rules.inbound[0]!.ports = '443, 8443';
    firewall().tags.push('by-hand');
    quota.fields = JSON.parse(
      JSON.stringify(quota.fields).replace(/"pods":"\d+"/, '"pods":"77"'),
    ) as typeof quota.fields;
    const file = join(workplace.folder, 'platform.yaml');
    writeFileSync(file, `# ours\n${readFileSync(file, 'utf8')}`);
    const adopted = await workplace.command('drift', 'remediate', 'cluster', 'production', '--adopt');

    expect(adopted.code).toBe(FOUND);
    expect(adopted.stdout).toMatch(/not adopted .*network_firewall\["this"\] tags: platform.yaml has no field for it/);
    expect(readFileSync(file, 'utf8')).toMatch(/^# ours\n/);
    expect(adopted.stdout).toContain('npx lke-platform synth && npx lke-platform plan');
    await expect(workplace.command('synth', '--out', workplace.output)).resolves.toMatchObject({ code: FINE });
    const changes = await Promise.all(['cluster', 'production'].map((stack) => workplace.plan(stack, '-lock=false')));
    const changed = changes.flatMap(({ resource_changes: all = [] }) =>
      all.filter(({ change }) => !change.actions.includes('no-op')).map(({ address }) => address),
    );
    // Its tag alone, and the bounds of replicas, which follow from the quota.
    expect(changed).toEqual(['linode_firewall.network_firewall["this"]', 'kubernetes_config_map_v1.deployment_policy']);
    await expect(apply()).resolves.toMatchObject({ code: FINE });
  });

  it('is kept in reports, which are listed and shown', async () => {
    const listed = JSON.parse((await workplace.command('drift', 'list', 'production', '--json')).stdout) as {
      result: { reports: { report_id: string; drift_summary: string; details_path: string }[] };
    };
    const [latest, ...former] = listed.result.reports;

    expect(latest?.drift_summary).toBe('none');
    expect(former.map(({ drift_summary }) => drift_summary)).toContain('major');
    expect(workplace.s3.bucket('acme-reports').get(latest!.details_path).body.toString()).toContain('"plans":');
    await expect(workplace.command('drift', 'show', latest!.report_id.slice(0, 8))).resolves.toMatchObject({
      code: FINE,
    });
    await expect(workplace.command('drift', 'show', 'nothing')).resolves.toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('npx lke-platform drift list') as string,
    });
  });
});
