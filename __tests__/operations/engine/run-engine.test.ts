import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { Interrupts } from '../../../operations/engine/interrupts';
import { runEngine } from '../../../operations/engine/run-engine';
import { Deadline, TooLate } from '../../../operations/machine/deadline';
import { temporaryFolder } from '../../support/temporary-folder';

const ROOT = join(__dirname, '../../..');

describe('an engine that writes to files', () => {
  const folder = temporaryFolder();
  /** An engine that says something every tenth of a second, and then writes what it did. */
  const engineIn = (name: string) => {
    const file = join(folder, name);
    const lines = '1 2 3 4 5 6 7 8 9 10';
    writeFileSync(
      file,
      `#!/bin/sh\nfor i in ${lines}; do echo "line $i"; echo "error $i" >&2; sleep 0.1; done\nprintf 'the état' \necho done > ${file}.state\n`,
    );
    chmodSync(file, 0o755);
    return { engine: { command: file, name: 'Terraform' as const, version: '1.11.4' }, state: `${file}.state` };
  };
  const interrupts = new Interrupts();
  afterAll(() => {
    interrupts.dispose();
  });

  it('has its lines read while it runs, in files for its owner alone', async () => {
    const { engine } = engineIn('read');
    const lines: string[] = [];
    const outputPath = join(folder, 'output');
    let whileRunning = 0;
    const onLine = (line: string) => {
      lines.push(line);
      if (line === 'line 5') whileRunning = lines.length;
    };
    const run = await runEngine([], { engine, folder, environment: process.env, interrupts, outputPath, onLine });

    expect(run.code).toBe(0);
    expect(lines).toEqual([...Array.from({ length: 10 }, (_, index) => `line ${index + 1}`), 'the état']);
    expect(whileRunning).toBe(5);
    expect(run.stdout.split('\n')).toEqual(lines);
    expect(run.stderr).toContain('error 10');
    expect(statSync(`${outputPath}.out`).mode & 0o777).toBe(0o600);
  });

  it('is killed at its deadline, with what it has started, and says what did not answer', async () => {
    const { engine, state } = engineIn('late');
    const run = { engine, folder, environment: process.env, interrupts, deadline: Deadline.in(250) };

    await expect(runEngine(['plan'], run)).rejects.toThrow(/late plan did not come to its end within 0\.25 seconds/);
    await expect(runEngine(['plan'], { ...run, outputPath: join(folder, 'late-output') })).rejects.toThrow(TooLate);
    await sleep(1300);
    expect(existsSync(state)).toBe(false);
  });

  it('comes to its end though whoever started it is killed', async () => {
    const { engine, state } = engineIn('orphaned');
    const script = join(folder, 'starts.js');
    await build({
      stdin: {
        contents: `
          import { Interrupts } from './operations/engine/interrupts';
          import { runEngine } from './operations/engine/run-engine';
          runEngine([], { engine: ${JSON.stringify(engine)}, folder: ${JSON.stringify(folder)}, environment: process.env,
            interrupts: new Interrupts(), outputPath: ${JSON.stringify(join(folder, 'left'))},
            onLine: (line) => console.log(line) });`,
        resolveDir: ROOT,
        loader: 'ts',
      },
      outfile: script,
      bundle: true,
      platform: 'node',
    });
    const starter = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const chunk of starter.stdout) if (String(chunk).includes('line 2')) break;
    starter.kill('SIGKILL');

    const deadline = Date.now() + 20_000;
    while (readSafely(state) !== 'done\n' && Date.now() < deadline) await sleep(50);
    expect(readSafely(state)).toBe('done\n');
    expect(readSafely(join(folder, 'left.out'))).toContain('line 10');
  });
});

function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
