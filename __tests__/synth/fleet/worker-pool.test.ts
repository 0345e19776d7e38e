import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProcesses } from '../../../synth/fleet/worker-pool';
import { temporaryFolder } from '../../support/temporary-folder';

/** A script that answers each message with what the expression makes of it. */
function scriptThatAnswers(expression: string): string {
  const script = join(temporaryFolder(), 'worker.js');
  writeFileSync(script, `process.on('message', (task) => process.send(${expression}));`);
  return script;
}

describe('tasks in processes', () => {
  it('are done in any order, and answered in theirs', async () => {
    const script = scriptThatAnswers('task * 10');
    const seen: number[] = [];

    const results = await inProcesses({
      script,
      args: [],
      tasks: [1, 2, 3, 4, 5],
      processes: 2,
      onResult: (result: number) => seen.push(result),
    });

    expect(results).toEqual([10, 20, 30, 40, 50]);
    expect(seen.sort()).toEqual([10, 20, 30, 40, 50]);
  });

  it('share a few processes', async () => {
    const tasks = [1, 2, 3, 4, 5, 6];

    const pids = await inProcesses<number, number>({
      script: scriptThatAnswers('process.pid'),
      args: [],
      tasks,
      processes: 2,
    });

    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });

  it('get no process if there are none', async () => {
    expect(await inProcesses({ script: '/nowhere.js', args: [], tasks: [], processes: 2 })).toEqual([]);
  });

  it('fail if a process ends early', async () => {
    const script = scriptThatAnswers('process.exit(7)');

    await expect(inProcesses({ script, args: [], tasks: [1], processes: 1 })).rejects.toThrow(
      'a worker process ended early: exit code 7',
    );
  });
});
