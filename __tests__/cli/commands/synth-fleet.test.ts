import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STANDARD } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

const root = join(__dirname, '../../..');
const folder = temporaryFolder();
mkdirSync(join(folder, 'platforms'));
for (const name of ['acme', 'globex']) {
  writeFileSync(join(folder, `platforms/${name}.yaml`), JSON.stringify({ ...STANDARD, name }));
}

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'bin/lke-platform.js'), ...args], { cwd: folder, encoding: 'utf8' });

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
