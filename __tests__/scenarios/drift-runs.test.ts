import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { DriftReport } from '../../operations/drift/report';
import { dataOf } from '../support/platforms';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const ROOT = join(__dirname, '../..');
const [FINE, ERROR, FOUND] = [0, 1, 2];

standInSuite('a run that looks for drift', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await synth();
    await workplace.createBuckets();
    const done = await workplace.command('apply', '--yes', '--no-snapshot', '--no-audit');
    expect(done).toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const synth = (production: object = {}) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, object> };
      const firewall = { attachedTo: 'nodebalancer' };
      const environments = { ...data.environments, production: { ...data.environments.production, ...production } };
      return { ...data, network: { firewall }, drift: { webhook: { url: 'env:DRIFT_HOOK' } }, environments };
    });
  const read = ({ code, stdout }: { code: number; stdout: string }) => {
    const { result, errors } = JSON.parse(stdout) as { result: { reports: DriftReport[] } | null; errors: object[] };
    return { code, reports: result?.reports ?? [], errors };
  };
  const detect = async (...args: string[]) =>
    read(await workplace.command('drift', 'detect', ...args, '--no-notify', '--json'));
  const rulesOf = (report: DriftReport | undefined) =>
    report?.findings.filter(({ severity }) => severity !== 'none').map(({ rule }) => rule);
  const firewall = () => [...workplace.standIn.world.linode.firewalls.values()][0]!;
  const labels = () => [...workplace.standIn.world.kubernetes.values()][0]!.get('namespace', 'env-production')!.labels;

  it('is started by the script of a clone, which synthesizes before, and has its exit codes', async () => {
    mkdirSync(join(workplace.folder, 'scripts/infra'), { recursive: true });
    copyFileSync(join(ROOT, 'scripts/infra/drift-detect.sh'), join(workplace.folder, 'scripts/infra/drift-detect.sh'));
    symlinkSync(join(ROOT, 'bin'), join(workplace.folder, 'bin'));
    const script = (args: string) =>
      workplace.shell(`cd / && '${workplace.folder}/scripts/infra/drift-detect.sh' ${args}`);

    expect(read(await script('production --no-report --no-notify --json'))).toMatchObject({ code: FINE, errors: [] });
    await expect(script('nowhere')).resolves.toMatchObject({
      code: ERROR,
      stdout: '',
      stderr: expect.stringContaining('there is no environment "nowhere"') as string,
    });
    firewall().rules.inbound_policy = 'ACCEPT';
    expect(read(await script('production --no-report --no-notify --json'))).toMatchObject({ code: FOUND });
    firewall().rules.inbound_policy = 'DROP';
  });

  it('reads a plan that is there, in which what is pending is mixed with drift, and says so', async () => {
    await synth({ quota: { cpu: 7, memory: '24Gi', pods: 100 } });
    labels()['pod-security.kubernetes.io/enforce'] = 'privileged';
    await workplace.plan('production', '-lock=false');
    const file = join(workplace.temporary, 'production.tfplan');
    const { code, reports } = await detect('production', '--plan-file', `production=${file}`);

    expect({ code, rules: rulesOf(reports[0]) }).toMatchObject({
      code: FOUND,
      rules: expect.arrayContaining(['limits', 'namespace-admission']) as string[],
    });
    expect(reports[0]?.stacks.at(-1)?.limits).toEqual([
      `this was read from ${file}: changes that are only pending are among what is called drift`,
    ]);
    labels()['pod-security.kubernetes.io/enforce'] = 'restricted';
    await synth();
  });

  it.each([
    ['names no stack', 'plan.tfplan', /has to name a stack and a file/],
    ['names a stack that is not there', 'nowhere=plan.tfplan', /nowhere/],
    ['names a file that is not a plan', 'production=platform.yaml', /production/],
  ])('is refused, or says that it does not know, where a plan %s', async (_, given, told) => {
    const { code, stdout, stderr } = await workplace.command(
      'drift',
      'detect',
      'production',
      '--no-notify',
      '--no-report',
      '--plan-file',
      given,
    );

    expect(code).toBe(ERROR);
    expect(stdout + stderr).toMatch(told);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it('whose plan fails half way tells what it came to, and never that there is no drift', async () => {
    const [cluster] = [...workplace.standIn.world.linode.clusters.values()];
    cluster!.acl!.addresses.ipv4.push('0.0.0.0/0');
    const { faults } = workplace.standIn.world;
    faults.refuse({ type: 'linode_firewall', operation: 'read' }, { message: 'not now', times: 100 });
    const { code, reports } = await detect('system');
    faults.clear();

    expect({ code, complete: reports[0]?.complete, rules: rulesOf(reports[0]) }).toEqual({
      code: ERROR,
      complete: false,
      rules: ['cluster-control-plane'],
    });
    expect(reports[0]?.stacks.find(({ stack }) => stack === 'cluster')).toMatchObject({
      status: 'partly',
      limits: [expect.stringContaining('not now') as string],
    });
    cluster!.acl!.addresses.ipv4.pop();
  });

  it('that gets no answer within its time says so of the stack, and never that there is no drift', async () => {
    const { faults } = workplace.standIn.world;
    faults.delay({ type: 'linode_firewall', operation: 'read' }, 60_000);
    faults.delay({ type: 'kubernetes_namespace_v1', operation: 'read', name: 'env-production' }, 60_000);
    const { code, reports } = await detect('production', '--no-report', '--timeout', '15');
    faults.clear();
    const stacks = reports[0]?.stacks.filter(({ stack }) => stack !== 'system' && stack !== 'state');

    expect({ code, complete: reports[0]?.complete, summary: reports[0]?.drift_summary }).toEqual({
      ...{ code: ERROR, complete: false },
      summary: expect.not.stringMatching('none') as string,
    });
    expect(stacks?.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      'cluster not-checked',
      'production not-checked',
    ]);
    expect(stacks?.[0]?.limits[0]).toMatch(/plan did not come to its end within 15 seconds/);
  });

  it('says so where the store of the states does not answer', async () => {
    workplace.s3.trouble = 'silent';
    const { code, stdout } = await workplace.command(
      ...['drift', 'detect', 'production', '--no-notify', '--no-report', '--timeout', '4'],
    );
    workplace.s3.trouble = undefined;

    expect(code).toBe(ERROR);
    expect(stdout).toMatch(/production was not checked/);
    expect(stdout).not.toMatch(/drift none/);
  });

  it('opens one incident, however many look at the same time', async () => {
    firewall().rules.inbound_policy = 'ACCEPT';
    await httpStandIn([{}], async ({ url, requests }) => {
      workplace.variables.DRIFT_HOOK = url;
      const run = () => workplace.command('drift', 'detect', 'production', '--json');
      const ended = await Promise.all([run(), run()]);

      expect(ended.map(({ code }) => code)).toEqual([FOUND, FOUND]);
      expect(requests).toHaveLength(1);
    });
  });
});
