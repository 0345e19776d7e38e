import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { version } from '../../package.json';

const launcher = join(__dirname, '../../bin/lke-platform.js');

function run(...args: string[]) {
  return spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
}

describe('the launcher', () => {
  it('runs the command', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says nothing itself when it runs a short command', () => {
    expect(run('validate', join(__dirname, '../../docs/examples/minimal.yaml'))).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('runs it from any folder', () => {
    expect(spawnSync(process.execPath, [launcher, '--version'], { cwd: '/', encoding: 'utf8' }).status).toBe(0);
  });

  it('ends with the exit code of the command', () => {
    expect(run('--nonsense')).toMatchObject({ status: 1, stdout: '' });
  });
});
