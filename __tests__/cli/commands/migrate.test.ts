import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { temporaryFolder } from '../../support/temporary-folder';

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'platform.yaml');
  writeFileSync(file, text);
  return file;
}

describe('lke-platform migrate', () => {
  it('changes the file and says what it did', async () => {
    const file = fileWith('# of acme\nname: acme\n');

    const { exitCode, stdout } = await runCommandLine(['migrate', file]);

    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `${file} is changed:\n  lke-platform.io/v1: names the version of the format, in the first key\n\nNext: npx lke-platform validate ${file}\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('# of acme\napiVersion: lke-platform.io/v1\nname: acme\n');
  });

  it('has nothing to do the second time', async () => {
    const file = fileWith('apiVersion: lke-platform.io/v1\n');

    expect(await runCommandLine(['migrate', file])).toMatchObject({
      exitCode: 0,
      stdout: `${file} is of the current version.\n`,
    });
  });

  it('only looks with --check, and ends with 2 if there is something to do', async () => {
    const file = fileWith('name: acme\n');

    const { exitCode, stdout } = await runCommandLine(['migrate', file, '--check']);

    expect([exitCode, readFileSync(file, 'utf8')]).toEqual([2, 'name: acme\n']);
    expect(stdout).toContain(`Next: npx lke-platform migrate ${file}\n`);
  });

  it('refuses a file of a later release, and one that is not there', async () => {
    const newer = fileWith('apiVersion: lke-platform.io/v7\n');

    expect((await runCommandLine(['migrate', newer])).stderr).toMatch(/^error: the file is newer than this release/);
    expect((await runCommandLine(['migrate', '/nowhere'])).stderr).toMatch(/^error: \/nowhere: there is no such file/);
  });
});
