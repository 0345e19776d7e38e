import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cdktfJson from '../../../cdktf.json';
import { cdktf, itWithCdktfCli } from '../../support/cdktf-cli';
import { runCommandLine } from '../../support/command';
import { filesIn } from '../../support/files-in';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

const root = join(__dirname, '../../..');
const LKE_PLATFORM_CONFIG = platformFileOf(STANDARD);

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
    expect(cdktf(['synth', '--output', out], { cwd: root, env: { LKE_PLATFORM_CONFIG } })).toMatchObject({ status: 0 });

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
});
