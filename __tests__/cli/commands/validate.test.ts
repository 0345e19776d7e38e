import { runCommandLine } from '../../support/command';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD as UNROUTED } from '../../support/platforms';

const STANDARD = { ...UNROUTED, observability: { defaultRoute: { channel: 'slack:#ops' } } };

const expired = {
  role: 'app-team',
  kubeconfigSecret: 'linode-secret-manager://access/production/app-team#kubeconfig',
  expiry: '2020-01-01T00:00:00Z',
};

/** A platform whose access policy had to be rotated long ago. */
const due = {
  ...STANDARD,
  environments: {
    ...STANDARD.environments,
    production: { ...STANDARD.environments.production, accessPolicies: [expired] },
  },
};

describe('lke-platform validate', () => {
  it('says what a right file contains', async () => {
    const file = platformFileOf(STANDARD);

    expect(await runCommandLine(['validate', file])).toEqual({
      exitCode: 0,
      stdout: `valid: ${file}, platform acme: 2 environments, 2 node pools\n`,
      stderr: '',
    });
  });

  it('takes the file that LKE_PLATFORM_CONFIG names', async () => {
    const { stdout } = await runCommandLine(['validate'], { LKE_PLATFORM_CONFIG: platformFileOf(STANDARD) });

    expect(stdout).toMatch(/^valid: /);
  });

  it('names every problem with its place, and how many there are', async () => {
    const file = platformFileOf({ ...STANDARD, name: '?', owners: [] });

    const { exitCode, stdout, stderr } = await runCommandLine(['validate', file]);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`error: ${file}:1:`);
    expect(stderr).toMatch(/\n2 errors\n$/);
  });

  it('warns of what is due today, which is not an error', async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(['validate', platformFileOf(due)]);

    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: .*the policy for app-team has expired on 2020-01-01/);
    expect(stdout).toMatch(/, with 1 warning\n$/);
  });

  it('warns where alerts reach nobody, of which synth says nothing', async () => {
    const { stderr } = await runCommandLine(['validate', platformFileOf(UNROUTED)]);

    expect(stderr).toContain('alerts reach nobody, those of production neither');
    expect(stderr).toContain('fix:     add for example defaultRoute:');
  });

  it('ends with 2 for a warning if it is strict', async () => {
    expect((await runCommandLine(['validate', platformFileOf(due), '--strict'])).exitCode).toBe(2);
    expect((await runCommandLine(['validate', platformFileOf(STANDARD), '--strict'])).exitCode).toBe(0);
  });

  it('gives the same with --json', async () => {
    const file = platformFileOf(due);

    const { stdout } = await runCommandLine(['validate', file, '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      command: 'validate',
      ok: true,
      result: { file, platform: 'acme', environments: ['system', 'production'], nodePools: 2 },
      warnings: [{ rule: 'due', line: 1, pages: ['docs/data-model.md#accesspolicy'] }],
    });
  });
});
