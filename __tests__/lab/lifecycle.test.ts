import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUS_KEY } from '../../model/naming';
import { lifecyclePolicies } from '../../model/lifecycle/admission/policies';
import { gateInForce } from '../../operations/lifecycle/gate-in-force';
import { secretsBelow, secretsIn } from '../support/find-secrets';
import { APP_TEAM, NAMESPACE } from '../support/lab/gated-lab';
import { LifecycleDesk } from '../support/lab/lifecycle-desk';
import { onLab } from '../support/lab/running';
import { APPS, WORKLOADS } from '../support/lab/gated-workloads';

const USER = `system:serviceaccount:${APP_TEAM.replace('/', ':')}`;
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const ALERT = {
  ...{ version: '4', groupKey: '{}:{namespace="env-staging"}', status: 'firing', receiver: 'x', truncatedAlerts: 0 },
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'IngressDown', namespace: 'env-staging', severity: 'critical' },
      ...{ startsAt: '2026-11-28T06:00:00Z', endsAt: '0001-01-01T00:00:00Z', fingerprint: '1a30ba71cca2921f' },
    },
  ],
};

interface Envelope {
  readonly exitCode: number;
  readonly result: Record<string, unknown> | null;
  readonly problems: readonly { readonly what: string; readonly allowed?: string; readonly fix?: string }[];
}

onLab('the life of an environment', () => {
  let desk: LifecycleDesk;
  const printed: string[] = [];
  let change = 0;
  beforeAll(async () => {
    desk = await LifecycleDesk.open();
  });
  afterAll(() => desk.close());

  const run = async (...args: string[]): Promise<Envelope> => {
    const { exitCode, stdout, stderr } = await desk.run(...args, '--json');
    printed.push(stdout, stderr);
    const { result, errors, warnings } = JSON.parse(stdout) as Record<'errors' | 'warnings', Envelope['problems']> &
      Pick<Envelope, 'result'>;
    return { exitCode, result, problems: [...errors, ...warnings] };
  };
  const to = (status: string) => run('transition', 'staging', '--to', status, '--reason', 'a test');
  const label = async () => {
    const namespace = await desk.gated.admin.get(`/api/v1/namespaces/${NAMESPACE}`);
    return namespace?.metadata.labels?.[STATUS_KEY];
  };
  /** Changes the Deployment as somebody, and says what the API server answers. */
  const deploy = async (
    as = APP_TEAM,
    path = `${APPS}/deployments/web`,
    spec: object = { minReadySeconds: (change += 1) },
  ) => {
    const client = desk.gated.as(as);
    const { status, body } = await client.ask('PATCH', path, { spec }, 'application/merge-patch+json');
    return [status, (body as { message?: string }).message ?? ''] as const;
  };

  it('begins at provisioning, closed, and is not ready without what it takes', async () => {
    expect(await run('status', 'staging')).toMatchObject({
      exitCode: 0,
      result: {
        environments: [{ environment: 'staging', status: 'provisioning', label: null }],
        gate: { inForce: true },
      },
    });
    expect(await to('ready')).toMatchObject({
      exitCode: 1,
      problems: [{ what: 'staging stays provisioning: no apply is known of which the configuration was kept' }],
    });
    const configuration = await desk.applied('failed');
    await desk.verified(configuration);
    expect(await to('ready')).toMatchObject({
      exitCode: 1,
      problems: [
        { what: expect.stringContaining('failed') as string, fix: 'npx lke-platform environment verify staging' },
      ],
    });
    expect(await desk.gated.as().ask('POST', ...WORKLOADS.Deployment!('web'))).toMatchObject({ status: 422 });
  });

  it('is ready with it, and takes workloads then', async () => {
    const configuration = await desk.applied();
    // It looks, and finds that this is no more than a lab.
    const looked = await desk.shell('npx lke-platform environment verify staging');
    expect(`${looked.stdout}${looked.stderr}`).toContain('staging');
    await desk.verified(configuration);

    expect(await to('ready')).toMatchObject({ exitCode: 0, result: { from: 'provisioning', to: 'ready', record: 1 } });
    expect(await label()).toBe('ready');
    await eventually(async () => (await desk.gated.as().ask('POST', ...WORKLOADS.Deployment!('web'))).status === 201);
  });

  it('is degraded by an alert, once, and closed', async () => {
    const file = join(desk.folder, 'notification.json');
    writeFileSync(file, JSON.stringify(ALERT));

    expect(await run('observe', file)).toMatchObject({
      exitCode: 2,
      result: {
        environments: [{ environment: 'staging', status: 'degraded', alerts: ['IngressDown'], degraded: true }],
      },
    });
    expect(await run('observe', file)).toMatchObject({ exitCode: 0, result: { environments: [{ degraded: false }] } });
    expect(await label()).toBe('degraded');
    await eventually(async () => (await deploy())[0] === 422);
  });

  it('refuses a notification that is none', async () => {
    const file = join(desk.folder, 'wrong.json');
    writeFileSync(file, '{"version": "3"}');

    expect(await run('observe', file)).toMatchObject({ exitCode: 1, problems: [{}, {}, {}] });
  });

  it('is not ready again but by way of recovering', async () => {
    expect(await to('ready')).toMatchObject({
      exitCode: 1,
      problems: [
        {
          what: 'staging stays degraded: ready does not follow on degraded',
          allowed: 'recovering (remediation-complete)',
        },
      ],
    });
  });

  it('lets one user deploy a fix, for some minutes', async () => {
    const opened = await run('repair', 'staging', '--user', USER, '--minutes', '5', '--reason', 'INC-1');
    expect(opened).toMatchObject({ exitCode: 0, result: { repair: { user: USER, minutes: 5 } } });

    await eventually(async () => (await deploy())[0] === 200);
    expect(await desk.gated.as().ask('POST', ...WORKLOADS.Pod!('fix'))).toMatchObject({ status: 201 });
    expect((await deploy('kube-system/lke-admin'))[0]).toBe(422);
    expect(await deploy(APP_TEAM, `${APPS}/deployments/web/scale`, { replicas: 4 })).toEqual([
      422,
      expect.stringContaining('change spec.replicas instead'),
    ]);
    await eventually(async () => (await deploy(APP_TEAM, undefined, { replicas: 4 }))[0] === 200);
    expect(await run('repair', 'staging', '--end', '--reason', 'done')).toMatchObject({ exitCode: 0 });
    await eventually(async () => (await deploy())[0] === 422);
  });

  it.each([
    [
      'everybody with the kubeconfig of LKE',
      ['--user', 'system:serviceaccount:kube-system:lke-admin'],
      'nobody in particular',
    ],
    ['who has no name', ['--user', "x'y"], 'not the name of a user'],
    ['for a day', ['--user', USER, '--minutes', '1440'], 'not a time to deploy a fix in'],
  ])('lets nobody in who is %s', async (_what, args, what) => {
    const { exitCode, problems } = await run('repair', 'staging', ...args, '--reason', 'INC-1');

    expect([exitCode, problems[0]?.what]).toEqual([1, expect.stringContaining(what)]);
  });

  it('ends a repair by the clock of the API server', async () => {
    const isLetIn = async (end: Date) => {
      await desk.gated.letRepair({ user: USER, until: end });
      while (new Date() < end) if ((await deploy())[0] === 200) return true;
      return false;
    };
    // On a slow machine the API server may know of it only when it is over.
    let seconds = 5;
    while (!(await isLetIn(new Date(Date.now() + seconds * 1000)))) seconds *= 2;

    const late = () => desk.gated.as().ask('POST', ...WORKLOADS.Pod!('late'));
    await eventually(async () => (await late()).status === 422);
    expect((await deploy())[1]).toContain(`the repair that was allowed to ${USER} ended at`);
    // Nothing is added, so that the API server notes no time.
    const [status, message] = await deploy(APP_TEAM, undefined, { minReadySeconds: null });
    expect([status, message]).toEqual([422, expect.stringContaining('what only takes a field away')]);
  });

  it('lets in one credential alone, where it is told which', async () => {
    const [one, other] = [await desk.gated.tokenOf(APP_TEAM), await desk.gated.tokenOf(APP_TEAM)];
    await desk.gated.letRepair({ user: USER, until: new Date(Date.now() + 300_000), credential: one.credential });
    const pod = (name: string) => WORKLOADS.Pod!(name);

    await eventually(async () => (await one.client.ask('POST', ...pod('of-one'))).status === 201);
    expect(await other.client.ask('POST', ...pod('of-other'))).toMatchObject({ status: 422 });
    await desk.gated.letRepair(undefined);
  });

  it('is verified anew before it is ready again', async () => {
    expect(await to('recovering')).toMatchObject({ exitCode: 0, result: { to: 'recovering' } });
    expect(await to('ready')).toMatchObject({
      problems: [{ what: 'staging stays recovering: it was not verified since it became recovering' }],
    });
    await desk.verified(await desk.applied());

    expect(await to('ready')).toMatchObject({ exitCode: 0, result: { event: 'validation-passed' } });
  });

  it('repairs nothing that is ready', async () => {
    expect(await run('repair', 'staging', '--user', USER, '--reason', 'x')).toMatchObject({
      exitCode: 1,
      problems: [{ what: 'staging is ready, in which nothing is repaired' }],
    });
  });

  it('finds a label that says something else, and sets it as it is printed', async () => {
    await desk.gated.setStatus('degraded');
    const { exitCode, problems } = await run('status', 'staging');
    expect([exitCode, problems[0]?.what]).toEqual([2, 'staging is ready, and the label in the cluster says degraded']);

    expect(problems[0]?.fix).toBe('npx lke-platform environment status staging --fix');
    expect(await desk.shell(String(problems[0]?.fix))).toMatchObject({ code: 0 });
    expect(await label()).toBe('ready');
  });

  it('finds that a policy is another one, or its binding gone', async () => {
    const { admin } = desk.gated;
    const policy = `${ADMISSION}/validatingadmissionpolicies/lke-platform-gate`;
    await admin.send('PATCH', policy, { spec: { failurePolicy: 'Ignore' } }, 'application/merge-patch+json');
    await admin.remove(`${ADMISSION}/validatingadmissionpolicybindings/lke-platform-status`);

    expect(await gateInForce(admin, lifecyclePolicies([]))).toEqual([
      'validatingadmissionpolicies/lke-platform-gate is not as it was applied',
      'validatingadmissionpolicybindings/lke-platform-status is missing',
    ]);
    const { exitCode, problems } = await run('status', 'staging');
    expect([exitCode, problems.map(({ what }) => what)]).toEqual([
      2,
      [
        'the gate is not in force: validatingadmissionpolicies/lke-platform-gate is not as it was applied; ' +
          'validatingadmissionpolicybindings/lke-platform-status is missing',
      ],
    ]);
  });

  it('has a history that tells who and why', async () => {
    const { exitCode, result } = await run('history', 'staging');

    expect(exitCode).toBe(0);
    expect((result?.history as { to: string; follows: boolean }[]).map((it) => [it.to, it.follows])).toEqual([
      ['ready', true],
      ['degraded', true],
      ['recovering', true],
      ['ready', true],
    ]);
    expect((await desk.run('history', 'staging')).stdout).toContain('Alertmanager: {}:{namespace="env-staging"}');
  });

  it('lets no credential out', () => {
    const { LINODE_TOKEN: token = '', AWS_SECRET_ACCESS_KEY: key = '' } = desk.environment;
    const secrets = { token, key, kubernetes: desk.gated.lab.lkeAdminToken };
    const objects = [...desk.s3.buckets.values()].flatMap((bucket) =>
      bucket.versions().flatMap(([, versions]) => versions.flatMap(({ body }) => body ?? [])),
    );

    expect(printed.flatMap((it) => secretsIn(Buffer.from(it), secrets))).toEqual([]);
    expect(objects.flatMap((it) => secretsIn(it, secrets))).toEqual([]);
    expect(Object.keys(secretsBelow(desk.folder, secrets))).toEqual([join(desk.folder, 'kubeconfig')]);
  });
});

/** Asks until it holds: the API server takes a moment until it knows a label. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen within a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
