import { EventEmitter } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../operations/engine/find-engine';
import { Interrupted, Interrupts } from '../../../operations/engine/interrupts';
import { runEngine } from '../../../operations/engine/run-engine';
import { temporaryFolder } from '../../support/temporary-folder';

/** An engine that says when it is ready, and counts the signals it gets in the next moments. */
const COUNTING = `#!/usr/bin/env node
let signals = 0;
process.on('SIGINT', () => {
  signals += 1;
  setTimeout(() => { console.log('signals: ' + signals); process.exit(1); }, 100);
});
setTimeout(() => undefined, 10_000);
console.log('ready');
`;

describe('signals while an engine runs', () => {
  const folder = temporaryFolder();
  const engine: Engine = { command: join(folder, 'engine'), name: 'Terraform', version: '1.11.4' };
  writeFileSync(engine.command, COUNTING);
  chmodSync(engine.command, 0o755);
  const signals = new EventEmitter();
  let interrupts: Interrupts;
  beforeEach(() => {
    interrupts = new Interrupts(signals);
  });
  afterEach(() => {
    interrupts.dispose();
  });
  const run = (onLine?: (line: string) => void) =>
    runEngine([], { engine, folder, environment: process.env, interrupts, ...(onLine && { onLine }) });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s reaches it once, as the order to stop at a safe point',
    async (signal) => {
      const lines: string[] = [];
      const ended = run((line) => {
        lines.push(line);
        if (line === 'ready') signals.emit(signal);
      });

      await expect(ended).rejects.toThrow(Interrupted);
      expect(lines).toEqual(['ready', 'signals: 1']);
    },
  );

  it('keep the next one from being started', async () => {
    signals.emit('SIGINT');

    await expect(run()).rejects.toThrow(Interrupted);
  });

  it('are nobody’s business any more once it is over', () => {
    interrupts.dispose();

    expect(signals.eventNames()).toEqual([]);
  });
});
