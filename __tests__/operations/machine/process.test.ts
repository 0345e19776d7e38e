import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning, processIdentity } from '../../../operations/machine/process';

describe('the identity of a process', () => {
  it('is of a running process while it runs', async () => {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const identity = processIdentity(Number(child.pid));

    expect(isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(identity)).toBe(false);
  });

  it('is not of another process that got the same number', () => {
    expect(isRunning(processIdentity())).toBe(true);
    expect(isRunning({ ...processIdentity(), startedAt: '1' })).toBe(process.platform !== 'linux');
  });
});
