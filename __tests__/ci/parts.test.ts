import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A run that is made of these lines, as .ci/run is. */
function run(...lines: string[]) {
  const script = ['set -euo pipefail', 'source .ci/parts.sh', ...lines].join('\n');
  const { status, stdout } = spawnSync('bash', ['-c', script], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  return { status, last: stdout.trimEnd().split('\n').at(-1), stdout };
}

describe('a run of all checks', () => {
  it('ends with 0 where all passed', () => {
    expect(run('check one true', 'check two true', 'summary')).toMatchObject({ status: 0, last: '2 passed, 0 failed' });
  });

  it('ends with 1 where one failed, after all the others, and names it', () => {
    const { status, last, stdout } = run('check one false', 'check two true', 'summary');

    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 1 failed' });
    expect(stdout).toContain('failed: one\n');
  });

  it('ends with the exit code of a part that the rest stands on', () => {
    const { status, stdout } = run('part install bash -c "exit 7"', 'check one true', 'summary');

    expect(status).toBe(7);
    expect(stdout).not.toContain('== one');
  });

  it('is the same where a part ran beside the others', () => {
    const lines = ['begin programs true', 'check one true', 'finish programs || true', 'summary'];

    expect(run(...lines)).toMatchObject({ status: 0, last: '1 passed, 0 failed' });
  });

  it('does not fail for a part beside the others: what lacks it does', () => {
    const { status, stdout } = run('begin programs false', 'finish programs || true', 'check one true', 'summary');

    expect(status).toBe(0);
    expect(stdout).toContain('-- programs: failed (exit code 1)');
  });

  it('counts a check that was begun beside the others, whichever way it ends', () => {
    const lines = [
      'begin one bash -c "echo said by one; exit 3"',
      'begin two true',
      'check-begun one',
      'check-begun two',
    ];
    const { status, last, stdout } = run(...lines, 'summary');

    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 1 failed' });
    expect(stdout).toContain('-- one: failed (exit code 3)');
    expect(stdout).toContain('said by one');
  });

  it('ends what it began and did not wait for, with all that this started', async () => {
    const name = join(folder, 'marker');
    const left = () => spawnSync('pgrep', ['-f', name], { encoding: 'utf8' }).stdout;
    const { status } = run(
      `begin programs bash -c "bash -c 'touch ${name}; sleep 60; :' & wait"`,
      `until [ -e ${name} ]; do sleep 0.1; done`,
      'summary',
    );
    // A process of the lowest priority takes its time to die.
    for (let tries = 0; tries < 20 && left() !== ''; tries++) await setTimeout(100);

    expect(status).toBe(0);
    expect(left()).toBe('');
  });
});
