import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdktf, itWithCdktfCli } from '../support/cdktf-cli';
import { platformFileOf } from '../support/platform-files';
import { STANDARD } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

const root = join(__dirname, '../..');
const all = ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr;

describe('cdktf-cli in the folder of a platform', () => {
  const out = temporaryFolder();

  itWithCdktfCli('lists the stacks', () => {
    const env = { LKE_PLATFORM_CONFIG: platformFileOf(STANDARD) };
    const { status, stdout } = cdktf(['list', '--output', out], { cwd: root, env });

    expect(status).toBe(0);
    expect(stdout).toMatch(/production +\S+\/stacks\/production/);
  });

  itWithCdktfCli('shows what is wrong with the platform file', () => {
    const wrong = platformFileOf({ ...STANDARD, name: '?' });
    const reply = cdktf(['synth', '--output', temporaryFolder()], { cwd: root, env: { LKE_PLATFORM_CONFIG: wrong } });

    expect(reply.status).toBe(1);
    expect(all(reply)).toContain(`error: ${wrong}:1:`);
    expect(all(reply)).not.toMatch(/^ +at /m);
  });
});

describe('cdktf-cli in the folders of a fleet', () => {
  const folder = temporaryFolder();
  const synth = () =>
    spawnSync(
      process.execPath,
      [join(root, 'bin/lke-platform.js'), 'synth', '--config', 'platforms/*.yaml', '--out', 'fleet'],
      { cwd: folder, encoding: 'utf8' },
    );
  beforeAll(() => {
    mkdirSync(join(folder, 'platforms'));
    for (const name of ['acme', 'globex']) {
      writeFileSync(join(folder, `platforms/${name}.yaml`), JSON.stringify({ ...STANDARD, name }));
    }
    synth();
  });

  itWithCdktfCli('works there', () => {
    const { status, stdout } = cdktf(['synth'], { cwd: join(folder, 'fleet/globex') });

    expect(status).toBe(0);
    expect(stdout).toMatch(/stacks: cluster, production,/);
    expect(synth().stdout).toMatch(/globex .* 4 unchanged\n/);
  });

  itWithCdktfCli('does not write another platform over them', () => {
    const reply = cdktf(['synth', '--output', join(folder, 'fleet/globex')], { cwd: root });

    expect(reply.status).toBe(1);
    expect(all(reply)).toMatch(/belongs to one platform of a fleet; run cdktf inside that folder/);
  });
});
