import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCESS_NAMESPACE } from '../../model/naming';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk, changed } from '../support/lab/access-desk';
import { clientOf } from '../support/lab/kubeconfig';
import { platformData } from '../support/lab/roles';
import { labClient, onLab } from '../support/lab/running';
import { watch } from '../support/lab/watch';
import { until } from '../support/until';

interface Granted {
  readonly grant: string;
  readonly end: string;
  readonly kubeconfig: string;
}

const NS = '/api/v1/namespaces/env-development';
const HOLDER = 'jane@acme.example';
const ASKED = ['--environment', 'development', '--role', 'app-team', '--holder', HOLDER, '--reason', 'to deploy'];
const GLASS = ['--environment', 'development', '--role', 'break-glass', '--holder', HOLDER, '--reason', 'all is down'];

onLab('a grant', () => {
  aloneWith('development');
  let desk: AccessDesk;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    await desk.apply(platformData());
  });
  afterAll(() => desk.close());
  afterEach(() => desk.run('ops', 'revoke', '--environment', 'development', '--reason', 'the test is over'));

  let files = 0;
  const newFile = () => join(desk.holder, `kubeconfig-${(files += 1)}`);
  /** Grants and opens what the holder gets. */
  async function granted(...args: string[]): Promise<Granted & { file: string }> {
    const result = await desk.result<Granted>('ops', 'grant', ...args, '--recipient', desk.recipient);
    const file = newFile();
    await desk.result('jane', 'open', result.grant, '--identity', desk.identityFile, '--out', file);
    return { ...result, file };
  }
  const asked = (file: string, path: string) => clientOf(file).ask('GET', path);

  it('is a kubeconfig that works within its role, and says when it ends', async () => {
    const { file, end, kubeconfig, grant } = await granted(...ASKED, '--duration', 'PT2H');

    await expect(asked(file, `${NS}/pods`)).resolves.toMatchObject({ status: 200 });
    await expect(asked(file, `${NS}/secrets`)).resolves.toMatchObject({ status: 403 });
    await expect(asked(file, '/api/v1/namespaces/env-production/pods')).resolves.toMatchObject({ status: 403 });
    expect(kubeconfig).toBe(`linode-secret-manager://access/development/app-team/${grant}#kubeconfig`);
    const left = Date.parse(end) - Date.now();
    expect(left).toBeGreaterThan(2 * 3_600_000 - 60_000);
    expect(left).toBeLessThanOrEqual(2 * 3_600_000);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is told by the API server and in the ledger: holder, reason, ticket, end, who gave it', async () => {
    const { grant, end } = await granted(...GLASS, '--ticket', 'INC-7', '--duration', 'PT1H');
    const { metadata } = await labClient().get(`/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets/${grant}`);
    expect(metadata?.annotations).toMatchObject({
      'lke-platform.io/holder': HOLDER,
      'lke-platform.io/reason': 'all is down',
      'lke-platform.io/incident-ticket': 'INC-7',
      'lke-platform.io/granted-by': 'ops',
    });

    const events = await desk.events('development', 'access-grant');
    expect(events.slice(-2)).toMatchObject([
      {
        kind: 'access-grant.began',
        actor: { name: 'ops' },
        why: 'all is down',
        details: { grant, holder: HOLDER, ticket: 'INC-7' },
      },
      { kind: 'access-grant.done', details: { grant, granted: end } },
    ]);
  });

  it('that is revoked answers 401 within 15 seconds, also where it was in use', async () => {
    const { file, grant } = await granted(...ASKED);
    await expect(asked(file, `${NS}/pods`)).resolves.toMatchObject({ status: 200 });

    await desk.result('ops', 'revoke', grant, '--reason', 'she left');
    const revoked = Date.now();
    // What was asked within that time may be answered later.
    for (let begun = Date.now(); (await asked(file, `${NS}/pods`)).status !== 401; begun = Date.now()) {
      expect(begun - revoked).toBeLessThan(15_000);
      await sleep(250);
    }
    const { stdout } = await desk.run('ops', 'list', '--environment', 'development');
    expect(stdout).toMatch(new RegExp(`${grant} .* revoked `));
    expect(stdout).toContain('A command or a watch that was open then goes on until it closes.');
  });

  it('that is revoked leaves a watch that is open', async () => {
    const { file, grant } = await granted(...ASKED);
    const watching = await watch(file, `${NS}/configmaps`);
    await desk.result('ops', 'revoke', grant, '--reason', 'a test of open streams');
    await until(async () => (await asked(file, `${NS}/pods`)).status === 401);

    await labClient().create(`${NS}/configmaps`, { metadata: { name: 'seen' } });
    await until(() => Promise.resolve(watching.seen().includes('"name":"seen"')));
    watching.end();
    await labClient().remove(`${NS}/configmaps/seen`);
  });

  it('is revoked by its role, with its environment, and once more without harm', async () => {
    const first = await granted(...ASKED);
    const second = await granted(...GLASS, '--ticket', 'INC-8');
    const ended = (...args: string[]) => desk.result<{ revoked: { grant: string }[] }>('ops', 'revoke', ...args);

    const ofRole = await ended('--environment', 'development', '--role', 'app-team', '--reason', 'a test');
    expect(ofRole.revoked.map(({ grant }) => grant)).toEqual([first.grant]);
    const ofAll = await ended('--environment', 'development', '--reason', 'a test');
    expect(ofAll.revoked.map(({ grant }) => grant)).toEqual([second.grant]);
    const again = await ended(first.grant, '--reason', 'a test');
    expect(again.revoked).toMatchObject([{ grant: first.grant, wasThere: false }]);
    expect(desk.storedSecrets()).toEqual([]);
  });

  it('is revoked, whatever else was named with it, and that is said', async () => {
    const { grant } = await desk.result<{ grant: string }>('ada', 'grant', ...ASKED);
    const unknown = grant.replace(/[^-]+$/, 'zzzzzzzzzzzz');
    const { exitCode, stderr } = await desk.run('ada', 'revoke', unknown, grant, '--reason', 'both');

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`ended all the same: ${grant}`)]);
    expect(stderr).toContain('there is no such grant');
    await expect(desk.run('ada', 'revoke', '--environment', 'production', '--role', 'app-teem', '--reason', 'x'))
      .resolves // a slip
      .toMatchObject({ exitCode: 1 });
  });

  it('ends with the account that it is for', async () => {
    const { file, grant } = await granted(...ASKED);
    await labClient().remove(`/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts/development-app-team`);
    await until(async () => (await asked(file, `${NS}/pods`)).status === 401);
    // Kubernetes collects what the account owned.
    const secret = `/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets/${grant}`;
    await until(async () => (await labClient().ask('GET', secret)).status === 404);
    await desk.restore('development-app-team');
    await expect(asked(file, `${NS}/pods`)).resolves.toMatchObject({ status: 401 });
  });

  it.each<[string, string[], string]>([
    ['break-glass without a ticket', GLASS, 'a grant of break-glass needs an incident ticket'],
    ['a ticket of blanks', [...GLASS, '--ticket', ' '], 'this is not an incident ticket'],
    [
      'break-glass for more than 24 hours',
      [...GLASS, '--ticket', 'INC-1', '--duration', 'PT25H'],
      'grants no such life',
    ],
    ['more than the policy allows', [...ASKED, '--duration', 'P31D'], 'grants no such life'],
    ['less than Kubernetes gives', [...ASKED, '--duration', 'PT5M'], 'grants no such life'],
    ['a duration in words', [...ASKED, '--duration', '2 hours'], 'grants no such life'],
    ['an environment that is not there', changed(ASKED, 1, 'qa'), 'the platform has no such environment'],
    ['a role without a policy', changed(ASKED, 3, 'admin'), 'has no access policy for this role'],
    ['nobody as holder', changed(ASKED, 5, ' '), 'says who holds it and why'],
    ['no reason', changed(ASKED, 7, ''), 'says who holds it and why'],
    ['a recipient that is none', [...ASKED, '--recipient', 'jane'], 'this is not an age recipient'],
    ['a request that says something else', [...ASKED, '--request', 'x'], 'an approved request says all that'],
    ['less than everything', ASKED.slice(0, 6), '--reason is missing'],
  ])('is refused for %s', async (_what, args, reason) => {
    const before = await desk.state('development');
    const { exitCode, stdout, stderr } = await desk.run('ops', 'grant', ...args);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(reason);
    expect(await desk.state('development')).toEqual(before);
  });

  it('says everything that is wrong at once', async () => {
    const { stderr } = await desk.run('ops', 'grant', ...changed(changed(GLASS, 5, ''), 7, ''), '--duration', 'P1D1H');

    expect(stderr.match(/^error: /gm)).toHaveLength(4);
  });

  it('does not repeat an identity that was given for a recipient', async () => {
    const { stderr } = await desk.run('ops', 'grant', ...ASKED, '--recipient', desk.identity);

    expect(stderr).toContain('an age identity (secret)');
    expect(stderr).not.toContain(desk.identity);
  });

  it('is refused where it would write over a file', async () => {
    const { exitCode, stderr } = await desk.run('ops', 'grant', ...ASKED, '--out', desk.identityFile);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is there already')]);
  });

  it('is written to a file on request, for its owner alone', async () => {
    const file = newFile();
    await desk.result('ops', 'grant', ...ASKED, '--out', file);

    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(asked(file, `${NS}/pods`)).resolves.toMatchObject({ status: 200 });
  });

  it('opens for nobody else', async () => {
    const { grant } = await granted(...ASKED);
    const other = await AccessDesk.open();
    const { exitCode, stderr } = await desk.run(
      'ops',
      'open',
      grant,
      '--identity',
      other.identityFile,
      '--out',
      newFile(),
    );
    await other.close();

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('not one that the kubeconfig was encrypted for')]);
  });
});
