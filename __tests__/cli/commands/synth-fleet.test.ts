import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STANDARD } from '../../support/platforms';
import { itWithCdktfCli } from '../../support/cdktf-cli';
import { temporaryFolder } from '../../support/temporary-folder';

const root = join(__dirname, '../../..');
const folder = temporaryFolder();
mkdirSync(join(folder, 'platforms'));
for (const name of ['acme', 'globex']) {
  writeFileSync(join(folder, `platforms/${name}.yaml`), JSON.stringify({ ...STANDARD, name }));
}

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'bin/lke-platform.js'), ...args], { cwd: folder, encoding: 'utf8' });

/** Runs cdktf-cli, offline. */
const cdktf = (args: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [join(root, 'node_modules/.bin/cdktf'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1', TF_CLI_CONFIG_FILE: undefined },
  });

describe('lke-platform synth --config', () => {
  it('ends with a table of the platforms and the next command to type', () => {
    const { status, stdout } = run('synth', '--config', 'platforms/*.yaml', '--out', 'fleet');

    expect(status).toBe(0);
    expect(stdout.replace(/\d{2,}/g, 'n').replace(/ +/g, ' ')).toBe(
      [
        'platform file resources bytes stacks since last time',
        'acme platforms/acme.yaml n n 4 new',
        'globex platforms/globex.yaml n n 4 new',
        '',
        '2 platforms are in fleet. Next: npx lke-platform plan --output fleet/acme\n',
      ].join('\n'),
    );
  });

  itWithCdktfCli('leaves folders in which cdktf-cli works', () => {
    const { status, stdout } = cdktf(['synth'], join(folder, 'fleet/globex'));

    expect(status).toBe(0);
    expect(stdout).toMatch(/stacks: cluster, production,/);
    expect(run('synth', '--config', 'platforms/*.yaml', '--out', 'fleet').stdout).toMatch(/globex .* 4 unchanged\n/);
  });

  itWithCdktfCli('guards these folders from the platform of another folder', () => {
    const { status, stderr, stdout } = cdktf(['synth', '--output', join(folder, 'fleet/globex')], root);

    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).toMatch(/belongs to one platform of a fleet; run cdktf inside that folder/);
  });

  it('says which stacks changed', () => {
    writeFileSync(join(folder, 'fleet/globex/stacks/cluster/cdk.tf.json'), '{}');

    const { stdout } = run('synth', '--config', 'platforms/acme.yaml', 'platforms/g*.yaml', '--out', 'fleet');

    expect(stdout).toMatch(/^acme .* 4 unchanged$/m);
    expect(stdout).toMatch(/^globex .* 1 changed, 3 unchanged$/m);
    expect(stdout).toContain('Next: npx lke-platform plan --output fleet/globex\n');
  });

  it('refuses a pattern without files, and a file beside a pattern', () => {
    expect(run('synth', '--config', 'platform/*.yaml')).toMatchObject({
      status: 1,
      stderr: 'error: no file matches platform/*.yaml\n',
    });
    expect(run('synth', 'platforms/acme.yaml', '--config', 'platforms/*.yaml')).toMatchObject({
      status: 1,
      stderr: 'error: name either one file, or --config for many\n',
    });
  });
});
