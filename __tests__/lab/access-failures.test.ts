import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk } from '../support/lab/access-desk';
import { type Fate, type Gate, openGate } from '../support/lab/gate';
import { tokenIn } from '../support/lab/kubeconfig';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { platformData } from '../support/lab/roles';

const COMMAND = join(__dirname, '../../bin/lke-platform.js');
const ASKED = [
  '--environment',
  'staging',
  '--role',
  'app-team',
  '--holder',
  'kim@acme.example',
  '--reason',
  'to deploy',
];

interface Listed {
  readonly grants: readonly { readonly grant: string; readonly status: string }[];
}

/** What a grant changes, one after the other: the API server in between, the rest in the object storage. */
const STEPS = [
  'the API server is asked whether it refuses what is not a grant',
  'the API server is asked whether it would take the grant',
  'the new ledger gets what shows that it keeps a chain',
  'the ledger refuses that a second time',
  'the ledger gets the beginning',
  'the beginning is anchored',
  'the grant is made',
  'the token is asked for',
  'the kubeconfig is kept',
  'the ledger gets the end',
  'the end is anchored',
];
const numbered = STEPS.map((step, index) => [index + 1, step] as const);

onLab('a grant that fails half way', () => {
  aloneWith('staging');
  let desk: AccessDesk;
  const gates: Gate[] = [];
  /** Decides about the requests that change something, by their number. */
  let decide: (step: number, isStore: boolean, path: string) => Fate = () => 'pass';
  let step = 0;
  let home = 0;

  beforeEach(async () => {
    decide = () => 'pass';
    step = 0;
    desk = await AccessDesk.open();
    await desk.apply(platformData());
    const { server, ca, lkeAdminToken } = runningLab();
    const gate = async (target: { url: string; ca?: string }, isStore: boolean) => {
      const opened = await openGate(target, ({ method, path }) => {
        if (['POST', 'PUT'].includes(method)) step += 1;
        return decide(step, isStore, path);
      });
      gates.push(opened);
      return opened.url;
    };
    desk.throughGates({
      store: await gate({ url: desk.s3.endpoint }, true),
      cluster: await gate({ url: server, ca }, false),
      token: lkeAdminToken,
    });
  });
  afterEach(async () => {
    decide = () => 'pass';
    await desk.run('ops', 'revoke', '--environment', 'staging', '--reason', 'the test is over');
    await desk.reapply('staging', platformData());
    for (const gate of gates.splice(0)) gate.stop();
    await desk.close();
  });

  const listed = () => desk.result<Listed>('ops', 'list', '--environment', 'staging');
  const withStatus = async (status: string) => (await listed()).grants.filter((it) => it.status === status);

  /** Whatever happened: nothing is there that the ledger does not know, and the same command works then. */
  async function expectRepeatable(): Promise<void> {
    decide = () => 'pass';
    expect(await withStatus('unrecorded')).toEqual([]);
    const file = join(desk.holder, `again-${(home += 1)}`);
    await desk.result('ops', 'grant', ...ASKED, '--out', file);
    const pods = await labClient(tokenIn(file)).ask('GET', '/api/v1/namespaces/env-staging/pods');
    expect(pods.status).toBe(200);
    const { grants } = await listed();
    expect(grants.map(({ status }) => status).filter((it) => it !== 'revoked')).toEqual(['active']);
    expect(desk.storedSecrets()).toHaveLength(1);
  }

  it('counts its steps as they are', async () => {
    await desk.result('ops', 'grant', ...ASKED);

    expect(step).toBe(STEPS.length);
  });

  it.each(numbered)('because the answer of step %i is lost (%s), leaves nothing that can be used', async (nth) => {
    let lost = 0;
    // Once for the API server, which is not asked again; for good where the client repeats.
    decide = (number, isStore) => (number === nth && (isStore || (lost += 1) === 1) ? 'lost' : 'pass');
    const { exitCode } = await desk.run('ops', 'grant', ...ASKED);

    decide = () => 'pass';
    const active = await withStatus('active');
    // What is written, but not answered, is found to be there.
    expect(active).toHaveLength(exitCode === 0 ? 1 : 0);
    if (exitCode === 0) await desk.run('ops', 'revoke', '--environment', 'staging', '--reason', 'once more');
    await expectRepeatable();
  });

  it.each(numbered)(
    'because the object storage is down from step %i on (%s), leaves nothing unrecorded',
    async (nth) => {
      decide = (number, isStore) => (isStore && number >= nth ? 'refused' : 'pass');
      const { exitCode, stderr } = await desk.run('ops', 'grant', ...ASKED);

      decide = () => 'pass';
      expect(await withStatus('unrecorded')).toEqual([]);
      if (nth <= 5) expect(exitCode).toBe(1);
      if (nth <= 9) expect(await withStatus('active')).toEqual([]);
      // From then on it is granted, and the end waits on this machine.
      if (nth > 9) expect([exitCode, stderr]).toEqual([0, expect.stringContaining('audit deliver')]);
      if (exitCode === 0) await desk.run('ops', 'revoke', '--environment', 'staging', '--reason', 'once more');
      await expectRepeatable();
    },
  );

  it('because the API server is gone before it can be ended, names the command that ends it', async () => {
    decide = (number, isStore) => (!isStore && number >= 8 ? 'refused' : 'pass');
    const { exitCode, stderr } = await desk.run('ops', 'grant', ...ASKED);
    expect(exitCode).toBe(1);
    const [, line = ''] = /fix:\s+(npx lke-platform access revoke .*)/.exec(stderr) ?? [];
    decide = () => 'pass';
    expect(await withStatus('unfinished')).toHaveLength(1);

    await expect(desk.shell('ops', line)).resolves.toMatchObject({ code: 0 });
    expect((await desk.state()).names.filter((name) => name?.startsWith('grant-staging'))).toEqual([]);
  });

  it.each(numbered)('because it is killed at step %i (%s), is ended by the next one', async (nth) => {
    const child = spawn(process.execPath, [COMMAND, 'access', 'grant', ...ASKED], {
      env: desk.environment('ops'),
      stdio: 'ignore',
    });
    decide = (number) => {
      if (number < nth) return 'pass';
      child.kill('SIGKILL');
      return 'lost';
    };
    await once(child, 'close');

    decide = () => 'pass';
    expect(await withStatus('unrecorded')).toEqual([]);
    const active = await withStatus('active');
    expect(active).toHaveLength(nth === 11 || (nth === 10 && active.length === 1) ? 1 : 0);
    if (active.length === 1) await desk.run('ops', 'revoke', '--environment', 'staging', '--reason', 'once more');
    await expectRepeatable();
  });

  it('of somebody else is left alone, and listed with the command that ends it', async () => {
    const child = spawn(process.execPath, [COMMAND, 'access', 'grant', ...ASKED], {
      env: desk.environment('ada'),
      stdio: 'ignore',
    });
    decide = (number) => {
      if (number < 9) return 'pass';
      child.kill('SIGKILL');
      return 'lost';
    };
    await once(child, 'close');
    decide = () => 'pass';
    await desk.result('ops', 'grant', ...ASKED);

    expect(await withStatus('unfinished')).toHaveLength(1);
    const { exitCode, stderr } = await desk.run('ops', 'list', '--environment', 'staging');
    expect(exitCode).toBe(2);
    const [, line = ''] = /fix:\s+(npx lke-platform access revoke .*)/.exec(stderr) ?? [];
    await expect(desk.shell('ops', line)).resolves.toMatchObject({ code: 0 });
    await expect(desk.run('ops', 'list', '--environment', 'staging')).resolves.toMatchObject({ exitCode: 0 });
  });

  it('uses up no approval, which the same command carries out then', async () => {
    await desk.reapply('staging', platformData({}, { approval: 'second-person' }));
    const { request } = await desk.result<{ request: string }>('ops', 'grant', ...ASKED);
    await desk.result('bob', 'approve', request, '--reason', 'agreed');
    const first = step;
    decide = (number, isStore) => (!isStore && number === first + 6 ? 'refused' : 'pass');
    await expect(desk.run('ops', 'grant', '--request', request)).resolves.toMatchObject({ exitCode: 1 });
    decide = () => 'pass';
    await expect(desk.run('ops', 'grant', '--request', request)).resolves.toMatchObject({ exitCode: 0 });
    await expect(desk.run('ops', 'grant', '--request', request)).resolves.toMatchObject({ exitCode: 1 });
  });

  it('is revoked although the ledger takes nothing, which learns of it later', async () => {
    const { grant } = await desk.result<{ grant: string }>('ops', 'grant', ...ASKED);
    decide = (_step, isStore, path) => (isStore && path.startsWith('/acme-ledger/') ? 'refused' : 'pass');
    const { exitCode, stderr } = await desk.run('ops', 'revoke', grant, '--reason', 'at once');
    decide = () => 'pass';

    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('It waits in ')]);
    expect((await desk.state()).names).not.toContain(grant);
    await desk.run('ops', 'revoke', grant, '--reason', 'writes what waits');
    const events = await desk.events('staging', 'access-revoke');
    expect(events.map(({ kind, why }) => [kind, why]).slice(-2)).toEqual([
      ['access-revoke.began', 'at once'],
      ['access-revoke.done', 'at once'],
    ]);
  });
});
