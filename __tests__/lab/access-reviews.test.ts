import { endGrantsOf } from '../../operations/access/end-of-environment';
import { sitePlaceOf } from '../../operations/access/site';
import { openRecorder } from '../../operations/audit/record';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk } from '../support/lab/access-desk';
import { platformData } from '../support/lab/roles';
import { labClient, onLab } from '../support/lab/running';

const ASKED = ['--environment', 'system', '--role', 'read-only', '--holder', 'kim@acme.example', '--reason', 'to look'];

interface Reviewed {
  readonly policies: readonly { readonly role: string; readonly overdue: boolean; readonly by: string | null }[];
}

onLab('the policies of an environment', () => {
  aloneWith('system');
  let desk: AccessDesk;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    await desk.apply(platformData());
  });
  afterAll(() => desk.close());

  it('are overdue a quarter after the review that the file names, until one is recorded', async () => {
    desk.write(platformData({}, { reviewedOn: '2020-01-01' }));
    const overdue = await desk.run('ops', 'review', '--environment', 'system');
    expect(overdue).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('4 reviews overdue') as string });

    const args = ['--environment', 'system', '--role', 'read-only', '--record', '--reason', 'still needed'];
    const { policies } = await desk.result<Reviewed>('ops', 'review', ...args);
    expect(policies).toMatchObject([{ role: 'read-only', overdue: false, by: 'ops' }]);
    const [event] = await desk.events('system', 'access-review');
    expect(event).toMatchObject({ actor: { name: 'ops' }, why: 'still needed', details: { role: 'read-only' } });

    const again = await desk.result<Reviewed>('ops', 'review', '--environment', 'system');
    expect(again.policies.filter((it) => it.overdue).map(({ role }) => role)).toEqual([
      'platform-engineer',
      'app-team',
      'break-glass',
    ]);
    desk.write(platformData());
  });

  it('are fine while the file names a review of this quarter, and not because of one to come', async () => {
    const today = new Date().toISOString().slice(0, 10);
    desk.write(platformData({}, { reviewedOn: today }));
    await expect(desk.run('ops', 'review', '--environment', 'staging')).resolves.toMatchObject({ exitCode: 0 });
    desk.write(platformData({}, { reviewedOn: '2999-01-01' }));
    await expect(desk.run('ops', 'review', '--environment', 'staging')).resolves.toMatchObject({ exitCode: 2 });
    desk.write(platformData());
  });

  it.each([
    [['--record'], 'a review says what came of it'],
    [['--reason', 'x'], '--reason goes with --record'],
    [['--environment', 'qa'], 'the platform has no such environment'],
    [['--role', 'nobody', '--record', '--reason', 'x'], 'there is no such policy'],
  ])('are not reviewed by %j', async (args, reason) => {
    await expect(desk.run('ops', 'review', ...args)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(reason) as string,
    });
  });

  it('grant nothing once they have expired, to which validate points', async () => {
    desk.write(platformData({}, { expiry: '2020-01-01T00:00:00Z' }));
    const { exitCode, stderr } = await desk.run('ops', 'grant', ...ASKED);
    desk.write(platformData());

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('has expired on 2020-01-01T00:00:00Z')]);
  });

  it('lose all their grants when the environment goes, which is written down', async () => {
    const { grant } = await desk.result<{ grant: string }>('ops', 'grant', ...ASKED);
    const platform = desk.write(platformData());
    const environment = desk.environment('ops');
    const site = sitePlaceOf(platform);
    const audit = await openRecorder({ place: site, linodeApi: undefined, environment, why: 'retired' });

    await expect(endGrantsOf('cluster', { site, environment, audit })).resolves.toBe(0);
    expect(await endGrantsOf('system', { site, environment, audit })).toBeGreaterThan(0);
    expect((await desk.state()).names).not.toContain(grant);
    const events = await desk.events('system', 'access-revoke');
    expect(events.map(({ details, why }) => [details.grant, why])).toContainEqual([grant, 'retired']);
  });

  it('are kept in a Secret of the cluster, too, where the policy says so', async () => {
    const place = 'kubernetes://sealed-secrets/kubeconfigs#config';
    const roles = platformData() as { environments: { system: { accessPolicies: object[] } } };
    roles.environments.system.accessPolicies[2] = {
      ...roles.environments.system.accessPolicies[2],
      kubeconfigSecret: place,
    };
    desk.write(roles);
    const { grant, kubeconfig } = await desk.result<{ grant: string; kubeconfig: string }>('ops', 'grant', ...ASKED);
    const secret = `/api/v1/namespaces/sealed-secrets/secrets/kubeconfigs.${grant}`;

    expect(kubeconfig).toBe(`kubernetes://sealed-secrets/kubeconfigs/${grant}#config`);
    const { data } = (await labClient().get(secret)) as { data?: Record<string, string> };
    expect(Buffer.from(data?.config ?? '', 'base64').toString()).toContain('BEGIN AGE ENCRYPTED FILE');
    await desk.result('ops', 'open', grant, '--identity', desk.identityFile, '--out', `${desk.holder}/from-cluster`);
    await desk.result('ops', 'revoke', grant, '--reason', 'over');
    expect((await labClient().ask('GET', secret)).status).toBe(404);
    desk.write(platformData());
  });
});
