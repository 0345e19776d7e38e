import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cdktfJson from '../../../cdktf.json';
import { runCommandLine } from '../../support/command';
import { filesIn } from '../../support/files-in';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { itWithCdktfCli } from '../../support/cdktf-cli';
import { temporaryFolder } from '../../support/temporary-folder';

const root = join(__dirname, '../../..');
const LKE_PLATFORM_CONFIG = platformFileOf(STANDARD);

/** Runs cdktf-cli, offline and with this platform file. */
function cdktf(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync('npx', ['--offline', 'cdktf', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      LKE_PLATFORM_CONFIG,
      TF_CLI_CONFIG_FILE: undefined,
      ...env,
    },
  });
}

describe('the app of cdktf.json', () => {
  it('writes to the folder that cdktf-cli names, and says nothing', async () => {
    const out = temporaryFolder();

    const reply = await runCommandLine(['app'], { CDKTF_OUTDIR: out });

    expect(cdktfJson.app).toBe('node bin/lke-platform.js app');
    expect(reply).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(existsSync(join(out, 'kube-credential.js'))).toBe(true);
  });

  it("refuses cdktf's HCL output, which loses defaults", async () => {
    const { exitCode, stderr } = await runCommandLine(['app'], { SYNTH_HCL_OUTPUT: 'true' });

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('run cdktf synth without --hcl')]);
  });

  it('is not among the commands that --help lists', async () => {
    expect((await runCommandLine(['--help'])).stdout).not.toMatch(/^ +app /m);
  });
});

describe('cdktf-cli', () => {
  const out = temporaryFolder();

  /** Beside the files of charts. */
  const SYNTHESIZED = [
    ...['cost.json', 'kube-credential.js', 'manifest.json'],
    ...['state', 'cluster', 'system', 'production'].map((stack) => `stacks/${stack}/cdk.tf.json`),
  ];

  itWithCdktfCli('synthesizes as lke-platform synth does', () => {
    expect(cdktf(['synth', '--output', out])).toMatchObject({ status: 0 });

    const { stdout } = spawnSync(
      process.execPath,
      ['bin/lke-platform.js', 'synth', LKE_PLATFORM_CONFIG, '--out', out],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(stdout.match(/unchanged$/gm)).toHaveLength(4);
    expect(Object.keys(filesIn(out))).toEqual(expect.arrayContaining(SYNTHESIZED));
  });

  itWithCdktfCli('lists the stacks', () => {
    const { status, stdout } = cdktf(['list', '--output', out]);

    expect(status).toBe(0);
    expect(stdout).toMatch(/production +\S+\/stacks\/production/);
  });

  itWithCdktfCli('shows what is wrong with the platform file', () => {
    const wrong = platformFileOf({ ...STANDARD, name: '?' });

    const { status, stdout, stderr } = cdktf(['synth', '--output', temporaryFolder()], { LKE_PLATFORM_CONFIG: wrong });

    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).toContain(`error: ${wrong}:1:`);
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at /m);
  });
});
