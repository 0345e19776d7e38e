import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from '../../../operations/machine/one-at-a-time';
import { temporaryFolder } from '../../support/temporary-folder';

describe('what only one process may do at a time', () => {
  const file = join(temporaryFolder(), 'bootstrap.lock');
  const work = jest.fn(() => Promise.resolve('done'));
  beforeEach(() => work.mockClear());

  it('is done, and leaves nothing behind, after a failure too', async () => {
    await expect(oneAtATime(file, 'bootstrap of acme', work)).resolves.toBe('done');
    await expect(oneAtATime(file, 'bootstrap of acme', () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(existsSync(file)).toBe(false);
  });

  it('is refused while another process is at it, which keeps its mark', async () => {
    writeFileSync(file, String(process.ppid));

    await expect(oneAtATime(file, 'bootstrap of acme', work)).rejects.toThrow(
      `another bootstrap of acme is at work, process ${process.ppid}`,
    );
    expect(work).not.toHaveBeenCalled();
    expect(existsSync(file)).toBe(true);
  });

  it('is done where the process that was at it is dead', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, String(pid));

    await expect(oneAtATime(file, 'bootstrap of acme', work)).resolves.toBe('done');
  });
});
