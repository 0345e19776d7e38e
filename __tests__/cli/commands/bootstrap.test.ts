import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { temporaryFolder } from '../../support/temporary-folder';

jest.setTimeout(ENGINE_TIMEOUT_MS);

engineSuite('lke-platform bootstrap', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let home: string;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access() });
    home = temporaryFolder();
  });
  afterEach(async () => {
    standIn.stop();
    await s3.stop();
  });

  function bootstrap(state: object, ...flags: string[]) {
    const sources = { objectStorage: s3.endpoint };
    const file = platformFileOf({ ...STANDARD, state, sources });
    const environment = { PATH: process.env.PATH, HOME: home, LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1given' };
    const out = join(home, 'cdktf.out');
    return runCommandLine(['bootstrap', file, '--out', out, ...flags], { ...environment, ...standIn.env });
  }

  it('synthesizes, and says what was done and what to type next', async () => {
    const { exitCode, stdout, stderr } = await bootstrap({});

    const variables = join(home, '.config/lke-platform/acme.env');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: [
        'ready: the state of platform acme is kept in acme-state ' +
          '(done: create-buckets, mint-key, probe-lock, migrate-state, forget-local-state)',
        '',
        `Variables to set:    ${variables}`,
        '',
        `Next: source ${variables}, then npx cdktf deploy '*' or npx lke-platform apply`,
        '',
      ].join('\n'),
    });
    expect(stderr).not.toContain('warning');
    expect((await bootstrap({})).stdout).toMatch(/^ready: .*\(nothing was left to do\)/);
  });

  it('goes on with a store that ignores the lock, but warns and ends with exit code 2', async () => {
    const { exitCode, stdout } = await bootstrap({ versioning: true }, '--json');

    expect(exitCode).toBe(2);
    const { result, warnings } = JSON.parse(stdout) as { result: object; warnings: object[] };
    expect(result).toMatchObject({ platform: 'acme', lock: 'ignored', buckets: { state: 'acme-state' } });
    expect(warnings).toMatchObject([{ what: expect.stringContaining('ignores the lock') as string }]);
  });

  it('names the variable that is missing', async () => {
    const { exitCode, stderr } = await runCommandLine(['bootstrap', platformFileOf(STANDARD), '--out', home], {});

    expect(exitCode).toBe(1);
    expect(stderr).toContain('LINODE_TOKEN is not set');
  });
});
