import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { S3Store } from '@lke-platform/stand-ins/world/s3-store';
import { World } from '@lke-platform/stand-ins/world/world';
import { runCommandLine } from '../../../support/command';
import { startLinodeApi, type LinodeApiStandIn } from '../../../support/linode-api';
import { AlertServicesStandIn, type Firing } from '../../../support/observability/alert-services';
import { temporaryFolder } from '../../../support/temporary-folder';

const EXAMPLE = join(__dirname, '../../../../docs/examples/full.yaml');
const SINCE = 1_795_863_300;
const DRIFT: Firing = {
  labels: { alertname: 'DriftMajor', severity: 'critical', environment: 'production' },
  since: SINCE,
};
const QUOTA: Firing = {
  labels: { alertname: 'QuotaAlmostFull', severity: 'warning', environment: 'staging' },
  since: SINCE + 60,
  escalated: true,
};
const WATCHDOG: Firing = { labels: { alertname: 'Watchdog', severity: 'none' }, since: SINCE };

describe('lke-platform alerts', () => {
  let s3: S3StandIn;
  let linode: LinodeApiStandIn;
  let services: AlertServicesStandIn;
  let addresses: string[];
  let env: NodeJS.ProcessEnv;
  const before = process.cwd();
  beforeEach(async () => {
    // The runbook of the project is not the one to deliver events to.
    process.chdir(temporaryFolder());
    s3 = await S3StandIn.start();
    linode = await startLinodeApi(new World(new S3Store(s3.access())));
    for (const bucket of ['state', 'artifacts', 'ledger']) s3.createBucket(`acme-platform-${bucket}`);
    services = new AlertServicesStandIn();
    const { prometheus, alertmanager } = await services.start();
    addresses = ['--prometheus', prometheus, '--alertmanager', alertmanager];
    const { access_key, secret_key } = s3.account;
    env = {
      ...{ HOME: temporaryFolder(), LKE_PLATFORM_CONFIG: EXAMPLE, LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint },
      LKE_PLATFORM_LINODE_API: linode.url.replace(/\/v4$/, ''),
      LINODE_TOKEN: linode.world.linode.createUserToken('jane', 'account:read_only').token,
      ...{ AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key },
    };
  });
  afterEach(async () => {
    process.chdir(before);
    linode.stop();
    await services.stop();
    await s3.stop();
  });

  const alerts = (...args: string[]) => runCommandLine(['alerts', ...args, ...addresses], env);
  const ack = (alert: string, ...more: string[]) => alerts('ack', alert, '--reason', 'looking at it', ...more);
  const resultOf = ({ stdout }: { stdout: string }) => (JSON.parse(stdout) as { result: unknown }).result;

  it('explain themselves', async () => {
    for (const [command, says] of [
      ['list', 'exit code 2 if one waits for an acknowledgement'],
      ['ack', '--label <name=value>'],
    ] as const) {
      const { exitCode, stdout } = await runCommandLine(['alerts', command, '--help'], env);
      expect([exitCode, stdout.replace(/\s+/g, ' ')]).toEqual([0, expect.stringContaining(says)]);
    }
  });

  it('list what fires, and end with 2 while one waits', async () => {
    expect(await alerts('list')).toMatchObject({ exitCode: 0, stdout: 'no alert fires\n' });

    services.firing = [WATCHDOG, DRIFT, QUOTA];
    const { exitCode, stdout } = await alerts('list');

    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/DriftMajor +critical +production +2026-11-28T10:55:00\.000Z +no\n/);
    expect(stdout).toMatch(/QuotaAlmostFull +warning +staging +\S+ +no, and escalated/);
    expect(stdout).not.toContain('Watchdog');
  });

  it('acknowledge one by its name and labels: it is listed with who did, and the audit log has it', async () => {
    services.firing = [DRIFT, { ...DRIFT, labels: { ...DRIFT.labels, environment: 'staging' } }];

    const acknowledged = await ack('DriftMajor', '--label', 'environment=production', '--json');
    expect([acknowledged.exitCode, resultOf(acknowledged)]).toEqual([
      0,
      { acknowledged: [{ alert: 'DriftMajor', labels: { severity: 'critical', environment: 'production' } }] },
    ]);
    expect(services.silences).toMatchObject([{ createdBy: 'jane', comment: 'looking at it' }]);
    expect(Object.fromEntries(services.silences[0]!.matchers.map(({ name, value }) => [name, value]))).toEqual({
      ...DRIFT.labels,
      ...{ escalation: '1', incident: String(SINCE) },
    });

    const listed = await alerts('list', '--json');
    expect([listed.exitCode, resultOf(listed)]).toMatchObject([
      2,
      {
        alerts: [
          { labels: { environment: 'staging' }, acknowledgedBy: null, comment: null },
          { labels: { environment: 'production' }, acknowledgedBy: 'jane', comment: 'looking at it' },
        ],
      },
    ]);
    const log = await runCommandLine(['audit', 'list', '--environment', 'production', '--json'], env);
    expect(resultOf(log)).toMatchObject({
      events: [
        {
          kind: 'alert.acknowledge.done',
          actor: { name: 'jane' },
          why: 'looking at it',
          what: 'acknowledged DriftMajor',
        },
        { kind: 'alert.acknowledge.began' },
      ],
    });
  });

  it('know the environment of what names its namespace alone, as alerts of the chart do', async () => {
    const labels = { alertname: 'KubePodCrashLooping', severity: 'warning', pod: 'web-0' };
    services.firing = ['production', 'staging'].map((name) => ({
      labels: { ...labels, namespace: `env-${name}` },
      since: SINCE,
    }));

    expect((await alerts('list')).stdout).toMatch(/KubePodCrashLooping +warning +production /);
    expect(await ack('KubePodCrashLooping', '--label', 'environment=staging')).toMatchObject({ exitCode: 0 });

    expect(services.silences.map(({ matchers }) => matchers.find(({ name }) => name === 'namespace')?.value)).toEqual([
      'env-staging',
    ]);
    const log = await runCommandLine(['audit', 'list', '--environment', 'staging', '--json'], env);
    expect(resultOf(log)).toMatchObject({ events: [{ kind: 'alert.acknowledge.done' }, {}] });
  });

  it('ask for another acknowledgement when it is over and fires again, and end the former one', async () => {
    services.firing = [DRIFT];
    await ack('DriftMajor');
    expect(await alerts('list')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('by jane') as string });

    services.firing = [];
    expect(await alerts('list')).toMatchObject({ exitCode: 0, stdout: 'no alert fires\n' });
    services.firing = [{ ...DRIFT, since: SINCE + 3600 }];
    expect(await alerts('list')).toMatchObject({ exitCode: 2 });
    expect(await ack('DriftMajor')).toMatchObject({ exitCode: 0 });

    expect(services.silences.map(({ status }) => status.state)).toEqual(['expired', 'active']);
  });

  it.each([
    [
      'one that does not fire',
      ['DriftMinor'],
      /no alert DriftMinor with these labels fires\. These wait: DriftMajor\./,
    ],
    ['other labels', ['DriftMajor', '--label', 'environment=staging'], /no alert DriftMajor with these labels fires/],
    [
      'no label',
      ['DriftMajor', '--label', 'production'],
      /--label production is not a label; write --label name=value/,
    ],
  ])('refuse %s, and do nothing', async (_what, [alert, ...more], message) => {
    services.firing = [DRIFT];
    const { exitCode, stdout, stderr } = await ack(alert!, ...more);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(services.silences).toEqual([]);
  });

  it('refuse what is acknowledged already, with who did', async () => {
    services.firing = [DRIFT];
    await ack('DriftMajor');
    const { exitCode, stderr } = await ack('DriftMajor');

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('DriftMajor is acknowledged already, by jane.')]);
    expect(services.silences).toHaveLength(1);
  });

  it('need a reason', async () => {
    const { exitCode, stderr } = await alerts('ack', 'DriftMajor');

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('--reason <text>')]);
  });

  it('need both addresses, or none', async () => {
    const { exitCode, stderr } = await runCommandLine(['alerts', 'list', ...addresses.slice(0, 2)], env);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('--prometheus and --alertmanager go together')]);
  });

  it('say who refuses them, and that nothing is known without a cluster', async () => {
    services.refuses = 403;
    expect(await alerts('list')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/Prometheus answers 403 to GET \S+: no rights for that/) as string,
    });
    expect(await runCommandLine(['alerts', 'list'], env)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('npx lke-platform apply cluster') as string,
    });
  });

  it('say what cannot be reached', async () => {
    const nobody = ['--prometheus', 'http://127.0.0.1:1', '--alertmanager', 'http://127.0.0.1:1'];
    const { exitCode, stderr } = await runCommandLine(['alerts', 'list', ...nobody], env);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('http://127.0.0.1:1 cannot be reached:')]);
    expect(stderr).not.toContain('    at ');
  });

  it('acknowledge nothing where nothing proves who does', async () => {
    services.firing = [DRIFT];
    const { exitCode, stderr } = await runCommandLine(['alerts', 'ack', 'DriftMajor', '--reason', 'x', ...addresses], {
      ...env,
      LINODE_TOKEN: undefined,
    });

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('LINODE_TOKEN is not set')]);
    expect(services.silences).toEqual([]);
  });
});
