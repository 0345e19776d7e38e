import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { platformFileOf } from '../support/platform-files';
import { exampleData } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

const launcher = join(__dirname, '../../bin/lke-platform.js');

function run(...args: string[]) {
  return spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
}

describe('the launcher', () => {
  it('runs the command', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says nothing itself when it runs a short command', () => {
    expect(run('validate', join(__dirname, '../../docs/examples/full.yaml'))).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('runs it from any folder', () => {
    expect(spawnSync(process.execPath, [launcher, '--version'], { cwd: '/', encoding: 'utf8' }).status).toBe(0);
  });

  it('synthesizes what cdktf does as it is, which --debug leaves so', () => {
    const folder = temporaryFolder();
    const example = join(__dirname, '../../docs/examples/full.yaml');
    const written = ['lean', 'whole'].map((name) => join(folder, name));
    const [lean = '', whole = ''] = written;
    const codes = [run('synth', example, '--out', lean), run('synth', example, '--out', whole, '--debug')];

    expect(codes.map(({ status }) => status)).toEqual([0, 0]);
    expect(spawnSync('diff', ['-r', lean, whole], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
  });

  it('ends with the exit code of the command', () => {
    expect(run('--nonsense')).toMatchObject({ status: 1, stdout: '' });
  });

  it('says in a line that the result cannot be written, as on a full disk', () => {
    const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
    const { status, stderr } = spawnSync(process.execPath, [launcher, '--help'], {
      stdio: [...stdio],
      encoding: 'utf8',
    });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: the result cannot be written: ENOSPC.*\n$/);
  });

  it('goes on to its end when nobody reads what it says', async () => {
    const file = platformFileOf({ ...exampleData(), state: { versioning: true } }); // of which validate warns
    const command = spawn(process.execPath, [launcher, 'validate', file, '--strict'], { stdio: 'pipe' });
    command.stdout.destroy();
    command.stderr.destroy();

    await expect(once(command, 'close')).resolves.toEqual([2, null]);
  });
});
