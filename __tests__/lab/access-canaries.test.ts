import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { secretsBelow, secretsIn, type Secrets } from '../support/find-secrets';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk, changed } from '../support/lab/access-desk';
import { tokenIn } from '../support/lab/kubeconfig';
import { onLab, runningLab } from '../support/lab/running';
import { platformData } from '../support/lab/roles';

const COMMAND = join(__dirname, '../../bin/lke-platform.js');

onLab('no command of access lets a credential out', () => {
  aloneWith('production', 'system');
  let desk: AccessDesk;
  /** Everything that commands wrote, and every argument and variable that processes of them had. */
  const printed: Buffer[] = [];
  beforeAll(async () => {
    desk = await AccessDesk.open();
    await desk.apply(platformData());
  });
  afterAll(() => desk.close());

  /** Runs a command as a process of its own, and looks at it while it runs. */
  async function run(who: string, ...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [COMMAND, 'access', ...args], {
      env: { ...desk.environment(who), LKE_PLATFORM_DEBUG: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const watching = setInterval(() => printed.push(...commandLinesOf(child.pid)), 50);
    const ended = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    await ended;
    clearInterval(watching);
    printed.push(Buffer.from(stdout), Buffer.from(stderr));
    return stdout;
  }

  it('into what they print, into arguments, files, the ledger or any object', async () => {
    const asked = [
      '--environment',
      'system',
      '--role',
      'break-glass',
      '--holder',
      'kim@acme.example',
      '--reason',
      'a drill',
    ];
    const [first, second] = [join(desk.holder, 'first'), join(desk.holder, 'second')];
    const { result } = JSON.parse(
      await run('ops', 'grant', ...asked, '--ticket', 'INC-1', '--out', first, '--json'),
    ) as {
      result: { grant: string };
    };
    await run('ops', 'grant', ...asked);
    await run('ops', 'grant', ...asked, '--ticket', 'INC-1', '--out', first);
    const opened = await run('kim', 'open', result.grant, '--identity', desk.identityFile, '--out', second);
    expect(opened).toContain(second);
    await run('kim', 'open', result.grant, '--identity', first, '--out', join(desk.holder, 'third'));
    const waiting = await run('ops', 'grant', ...changed(asked, 1, 'production'), '--ticket', 'INC-1');
    const [, request = ''] = /approve (\w+)/.exec(waiting) ?? [];
    await run('bob', 'approve', request, '--reason', 'agreed');
    const fourth = join(desk.holder, 'fourth');
    await run('ops', 'grant', '--request', request, '--out', fourth);
    for (const args of [['list'], ['list', '--json'], ['review'], ['review', '--record', '--reason', 'a drill']]) {
      await run('ops', ...args);
    }
    const secrets = canaries({ first: tokenIn(first), opened: tokenIn(second), approved: tokenIn(fourth) });
    await run('ops', 'revoke', result.grant, '--reason', 'over');
    await run('ops', 'revoke', '--environment', 'production', '--holder', 'kim@acme.example', '--reason', 'over');

    expect(printed.flatMap((it) => secretsIn(it, secrets))).toEqual([]);
    expect(secretsBelow(desk.folder, secrets)).toEqual({});
    expect(objects().flatMap((it) => secretsIn(it, secrets))).toEqual([]);
    // The file that was asked for is the one place.
    expect(Object.keys(secretsBelow(desk.holder, secrets)).sort()).toEqual(
      [first, second, fourth, desk.identityFile].sort(),
    );
  });

  /** Credentials of which nothing may show: each token as it is, and the part of it that signs. */
  function canaries(tokens: Record<string, string>): Secrets {
    const signatures = Object.entries(tokens).map(([name, token]) => [`${name}, signature`, token.split('.')[2]!]);
    const { lkeAdminToken } = runningLab();
    return {
      ...tokens,
      ...Object.fromEntries(signatures),
      identity: desk.identity,
      'lke-admin': lkeAdminToken,
    } as Secrets;
  }

  const objects = () =>
    [...desk.s3.buckets.values()].flatMap((bucket) =>
      bucket.versions().flatMap(([, versions]) => versions.flatMap(({ body }) => body ?? [])),
    );
});

/** Command line and variables of a process and of those it has started. */
function commandLinesOf(pid: number | undefined): Buffer[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const isOurs =
          Number(name) === pid ||
          new RegExp(`^PPid:\\t${pid}$`, 'm').test(readFileSync(`/proc/${name}/status`, 'utf8'));
        return isOurs ? [readFileSync(`/proc/${name}/cmdline`)] : [];
      } catch {
        return [];
      }
    });
}
