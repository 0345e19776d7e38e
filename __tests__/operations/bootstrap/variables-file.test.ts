import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readVariables, writeVariables } from '../../../operations/bootstrap/variables-file';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the file of variables', () => {
  let file: string;
  beforeEach(() => {
    file = join(temporaryFolder(), 'config/lke-platform/acme.env');
  });

  it('can be read by its owner alone, and so can its folder', () => {
    writeVariables(file, { AWS_ACCESS_KEY_ID: 'key' }, 'heading');

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  it('becomes private when it is written again, whatever it was', () => {
    writeVariables(file, {}, 'heading');
    writeFileSync(file, 'x', { mode: 0o644 });
    writeVariables(file, { A: '1' }, 'heading');

    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['plain', "it's", '$(id) `id` "x" \\', ''])('gives a shell that sources it exactly: %s', (value) => {
    writeVariables(file, { VALUE: value }, 'heading');

    const shell = spawnSync('sh', ['-c', `. "${file}"; printf %s "$VALUE"`], { encoding: 'utf8' });
    expect(shell.stdout).toBe(value);
    expect(readVariables(file)).toEqual({ VALUE: value });
  });

  it('keeps what its owner added, and has each variable once', () => {
    writeVariables(file, { A: '1', B: '2' }, 'heading');
    writeFileSync(file, `${readFileSync(file, 'utf8')}export LINODE_TOKEN='mine'\n# a note\n`);
    writeVariables(file, { A: '3' }, 'heading');

    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      '# heading',
      "export B='2'",
      "export LINODE_TOKEN='mine'",
      '# a note',
      "export A='3'",
      '',
    ]);
  });

  it('has no variables where there is none', () => {
    expect(readVariables(file)).toEqual({});
  });
});
