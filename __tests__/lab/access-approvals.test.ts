import { join } from 'node:path';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk, changed } from '../support/lab/access-desk';
import { clientOf } from '../support/lab/kubeconfig';
import { onLab } from '../support/lab/running';
import { platformData } from '../support/lab/roles';
import { startLinodeApi } from '../support/linode-api';

interface Waiting {
  readonly status: string;
  readonly request: string;
}
interface Granted {
  readonly status: string;
  readonly grant: string;
  readonly approvedBy: string | null;
}

const ASKED = [
  '--environment',
  'production',
  '--role',
  'app-team',
  '--holder',
  'kim@acme.example',
  '--reason',
  'a release',
];

onLab('a grant of production', () => {
  aloneWith('production', 'system');
  let desk: AccessDesk;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    await desk.apply(platformData());
  });
  afterAll(() => desk.close());
  let reasons = 0;
  /** Asks for a grant. */
  const ask = (who: string, ...args: string[]) =>
    desk.result<Waiting>(who, 'grant', ...changed(ASKED, 7, `release ${(reasons += 1)}`), ...args);
  const refusal = async (who: string, ...args: string[]) => {
    const { exitCode, stderr } = await desk.run(who, ...args);
    return [exitCode, stderr] as const;
  };

  it('waits for a second person, with exit code 2 and the commands that go on', async () => {
    const { exitCode, stdout } = await desk.run('ada', 'grant', ...ASKED);
    const [, request = ''] = /access approve (\w+)/.exec(stdout) ?? [];

    expect([exitCode, stdout]).toEqual([2, expect.stringContaining('not granted yet')]);
    // As printed, but for the reason.
    await expect(desk.run('bob', 'approve', request, '--reason', 'agreed')).resolves.toMatchObject({ exitCode: 0 });
    const file = join(desk.holder, 'approved');
    const granted = await desk.result<Granted>('ada', 'grant', '--request', request, '--out', file);
    expect(granted).toMatchObject({ status: 'granted', approvedBy: 'bob' });
    await expect(clientOf(file).ask('GET', '/api/v1/namespaces/env-production/pods')).resolves.toMatchObject({
      status: 200,
    });
    const [event] = (await desk.events('production', 'access-grant')).slice(-1);
    expect(event?.details).toMatchObject({ approval: 'second-person', approvedBy: 'bob', request });
  });

  it('is refused by a second person, and who asked reads why', async () => {
    const { request } = await ask('ada');
    const refused = await desk.run('bob', 'refuse', request, '--reason', 'the release is off');

    expect([refused.exitCode, refused.stdout]).toEqual([
      0,
      expect.stringMatching(/^refused: kim@acme\.example as app-team/),
    ]);
    await expect(refusal('ada', 'grant', '--request', request)).resolves.toMatchObject([
      ...[1, expect.stringContaining('bob has refused this: the release is off') as string],
    ]);
    await expect(refusal('eve', 'approve', request, '--reason', 'agreed')).resolves.toMatchObject([
      ...[1, expect.stringContaining('bob has refused this already') as string],
    ]);
  });

  it('is the same request when it is asked for once more', async () => {
    const first = await desk.result<Waiting>('ada', 'grant', ...changed(ASKED, 7, 'once more'));

    await expect(desk.result<Waiting>('ada', 'grant', ...changed(ASKED, 7, 'once more'))).resolves.toEqual(first);
    await expect(desk.result<Waiting>('bob', 'grant', ...changed(ASKED, 7, 'once more'))).resolves.not.toEqual(first);
  });

  it('is not approved by who asked, whatever case the name is written in', async () => {
    const { request } = await ask('ada');
    const [code, error] = await refusal('ada', 'approve', request, '--reason', 'mine');

    expect([code, error]).toEqual([1, expect.stringContaining('ada cannot approve this')]);
    await expect(refusal('ADA', 'approve', request, '--reason', 'mine')).resolves.toMatchObject([
      1,
      /ADA cannot approve/,
    ]);
    await expect(refusal('ada', 'grant', '--request', request)).resolves.toMatchObject([1, /nobody else has agreed/]);
  });

  it('is not approved by who is to hold it', async () => {
    const { request } = await desk.result<Waiting>('ada', 'grant', ...changed(ASKED, 5, 'kim'));

    await expect(refusal('kim', 'approve', request, '--reason', 'for me')).resolves.toMatchObject([
      1,
      /kim cannot approve/,
    ]);
  });

  it('is not approved by who is to hold it, named by an e-mail address', async () => {
    const { request } = await desk.result<Waiting>('ada', 'grant', ...changed(ASKED, 5, 'Kim@example.com'));

    await expect(refusal('kim', 'approve', request, '--reason', 'for me')).resolves.toMatchObject([
      1,
      /kim cannot approve/,
    ]);
    await expect(refusal('bob', 'approve', request, '--reason', ' ')).resolves.toMatchObject([1, /--reason/]);
  });

  it('is not approved by a user of another account', async () => {
    const { request } = await ask('ada');
    const elsewhere = await startLinodeApi();
    const { token } = elsewhere.world.linode.createUserToken('mallory');
    const there = { LINODE_TOKEN: token, LINODE_URL: elsewhere.url };
    const { exitCode, stderr } = await desk.runWith(there, 'mallory', 'approve', request, '--reason', 'me, too');
    elsewhere.stop();

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is of an account that has no cluster')]);
  });

  it('is carried out once, by who asked', async () => {
    const { request } = await ask('ada');
    await desk.result('bob', 'approve', request, '--reason', 'agreed');

    await expect(refusal('bob', 'grant', '--request', request)).resolves.toMatchObject([
      1,
      /only ada can have it carried out/,
    ]);
    await desk.result('ada', 'grant', '--request', request);
    await expect(refusal('ada', 'grant', '--request', request)).resolves.toMatchObject([
      1,
      /one approval makes one grant/,
    ]);
    await expect(refusal('cleo', 'approve', request, '--reason', 'late')).resolves.toMatchObject([
      1,
      /one approval makes one grant/,
    ]);
  });

  it('is carried out once, also by two commands at the same time', async () => {
    const { request } = await ask('ada');
    await desk.result('bob', 'approve', request, '--reason', 'agreed');
    const both = await Promise.all([1, 2].map(() => desk.run('ada', 'grant', '--request', request, '--json')));

    const said = both.map(({ stdout, stderr }) => stdout + stderr);
    expect({ exitCodes: both.map(({ exitCode }) => exitCode).sort(), said }).toEqual({ exitCodes: [0, 1], said });
    const { grants } = await desk.result<{ grants: { status: string; reason: string }[] }>(
      'ada',
      'list',
      '--environment',
      'production',
    );
    expect(grants.filter(({ status, reason }) => status === 'active' && reason === `release ${reasons}`)).toHaveLength(
      1,
    );
  });

  it('ends no later than it says where the object storage is slow', async () => {
    const { request } = await ask('ada');
    await desk.result('bob', 'approve', request, '--reason', 'agreed');
    desk.s3.latency = 100;
    const { exitCode, stdout, stderr } = await desk.run('ada', 'grant', '--request', request, '--json');
    desk.s3.latency = 0;

    expect(stderr).not.toContain('longer');
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  });

  it('does not follow from an approval that somebody wrote for another request', async () => {
    const { request } = await ask('ada');
    const other = await ask('ada', '--duration', 'PT1H');
    await desk.result('bob', 'approve', other.request, '--reason', 'agreed');

    await expect(refusal('ada', 'grant', '--request', request)).resolves.toMatchObject([1, /nobody else has agreed/]);
    await expect(refusal('ada', 'grant', '--request', 'nothing')).resolves.toMatchObject([
      1,
      /there is no such request/,
    ]);
  });

  it('lives no longer than the policy allowed when it was asked for', async () => {
    await desk.reapply('production', platformData({}, { maxDuration: 'PT1H' }));
    const { request } = await ask('ada');
    await desk.result('bob', 'approve', request, '--reason', 'agreed');
    await desk.reapply('production', platformData({}, { maxDuration: 'PT8H' }));
    const { end } = await desk.result<{ readonly end: string }>('ada', 'grant', '--request', request);

    expect(Date.parse(end) - Date.now()).toBeLessThanOrEqual(3_600_000);
    await desk.reapply('production', platformData());
  });

  it('needs nobody else where the policy says so, which each grant records', async () => {
    await desk.reapply('production', platformData({}, { approval: 'none' }));
    const granted = await desk.result<Granted>('ada', 'grant', ...ASKED);

    expect(granted).toMatchObject({ status: 'granted', approvedBy: null });
    const [event] = (await desk.events('production', 'access-grant')).slice(-1);
    expect(event?.details).toMatchObject({ approval: 'none', approvedBy: null });
    await desk.reapply('production', platformData());
  });

  it.each([
    ['approval', { approval: 'none' }],
    ['max-duration', { maxDuration: 'PT23H' }],
    ['expiry', { expiry: '2031-01-01T00:00:00Z' }],
  ])('is refused where the file says another %s than was applied', async (name, policy) => {
    desk.write(platformData({}, policy));
    const { exitCode, stderr } = await desk.run('ada', 'grant', ...changed(ASKED, 1, 'system'));
    const own = name === 'approval' ? await desk.run('ada', 'grant', ...ASKED) : undefined;
    desk.write(platformData());

    if (name !== 'approval')
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`as the platform file has it: ${name}`)]);
    if (own)
      expect([own.exitCode, own.stderr]).toEqual([1, expect.stringContaining('as the platform file has it: approval')]);
  });
});
