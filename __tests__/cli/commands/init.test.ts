import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { temporaryFolder } from '../../support/temporary-folder';

const flags = ['--name', 'acme', '--region', 'nl-ams', '--owner', 'a@acme.example', '--allow', '203.0.113.0/24'];

describe('lke-platform init', () => {
  it('writes a file that validate takes, and leads to synth', async () => {
    const file = join(temporaryFolder(), 'acme.yaml');

    expect(await runCommandLine(['init', file, ...flags])).toEqual({
      exitCode: 0,
      stdout: `written: ${file}. Read it, then: npx lke-platform synth ${file}\n`,
      stderr: '',
    });
    const validated = await runCommandLine(['validate', file]);
    expect(validated.stdout).toMatch(/platform acme: 2 environments, 2 node pools, with 1 warning\n$/);
    expect(validated.stderr).toContain('alerts reach nobody');
  });

  it('takes several values for a flag', async () => {
    const file = join(temporaryFolder(), 'acme.yaml');

    await runCommandLine(['init', file, ...flags, '2001:db8::/32', '--environments', 'development', 'staging']);

    expect((await runCommandLine(['validate', file])).stdout).toMatch(/3 environments/);
  });

  it('names the flag that is missing, and the names of environments', async () => {
    expect((await runCommandLine(['init', '--name', 'acme'])).stderr).toMatch(/required option '--region <region>'/);
    expect((await runCommandLine(['init', ...flags, '--environments', 'prod'])).stderr).toMatch(
      /Allowed choices are development, staging, production/,
    );
  });
});
