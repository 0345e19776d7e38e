import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupts } from '../../../operations/engine/interrupts';
import { StackEngine, type StackEngineProps } from '../../../operations/engine/stack-engine';
import { temporaryFolder } from '../../support/temporary-folder';

/** Stands in for the engine: it notes how it is called, leaves a file, and answers as it is told. */
const PROGRAM = `#!/bin/sh
echo "$*" > called
rm -f left
echo state > left
printf '%s' "$ANSWER"
exit "\${CODE:-0}"
`;

describe('the engine of a stack', () => {
  const folder = temporaryFolder();
  const command = join(folder, 'engine');
  writeFileSync(command, PROGRAM);
  chmodSync(command, 0o755);
  let runs = 0;
  const interrupts = new Interrupts();
  afterAll(() => {
    interrupts.dispose();
  });

  const engineWith = (props: Partial<StackEngineProps> = {}) =>
    new StackEngine({
      stack: 'production',
      folder,
      engine: { command, name: 'Terraform', version: '1.12.0' },
      environment: { ...process.env, ...props.environment },
      interrupts,
      outputPath: () => join(folder, `output-${runs++}`),
      ...props,
    });
  const answering = (answer: string, code = 0) =>
    engineWith({ environment: { ...process.env, ANSWER: answer, CODE: String(code) } });
  const called = () => readFileSync(join(folder, 'called'), 'utf8').trim();
  const modeOfWhatItLeft = () => statSync(join(folder, 'left')).mode & 0o077;

  it.each([
    ['init', (it: StackEngine) => it.init('-reconfigure'), 'init -input=false -no-color -reconfigure'],
    ['apply', (it: StackEngine) => it.apply('a.tfplan'), 'apply -input=false -json a.tfplan'],
    ['a push of the state', (it: StackEngine) => it.pushState('a.tfstate'), 'state push a.tfstate'],
    ['the release of a lock', (it: StackEngine) => it.releaseLock('some-id'), 'force-unlock -force some-id'],
  ])('is asked for %s without a question', async (_, act, line) => {
    await act(engineWith());

    expect(called()).toBe(line);
  });

  it.each([
    [{}, false, 'plan -input=false -detailed-exitcode -json -out=a.tfplan'],
    [{}, true, 'plan -input=false -detailed-exitcode -json -out=a.tfplan -destroy'],
    [{ lockTimeout: '60s' }, false, 'plan -input=false -detailed-exitcode -json -out=a.tfplan -lock-timeout=60s'],
    [{ lock: false }, false, 'plan -input=false -detailed-exitcode -json -out=a.tfplan -lock=false'],
  ])('is asked for a plan with %j, to destroy %s', async (props, destroy, line) => {
    await expect(engineWith(props).plan('a.tfplan', { destroy })).resolves.toBe('unchanged');

    expect(called()).toBe(line);
  });

  it('tells by its exit code whether a plan changes something', async () => {
    await expect(answering('', 2).plan('a.tfplan')).resolves.toBe('changes');
    await expect(answering('', 1).plan('a.tfplan')).rejects.toThrow('production');
    // For anything else, 2 is an error like any other.
    await expect(answering('', 2).apply('a.tfplan')).rejects.toThrow('production');
  });

  it('says what it begins', async () => {
    const steps: string[] = [];
    const line = '{"type":"apply_start","hook":{"resource":{"addr":"a.b"},"action":"create"}}\n';
    const environment = { ...process.env, ANSWER: line };
    await engineWith({ environment, onStep: (text) => steps.push(text) }).apply('a.tfplan');

    expect(steps).toEqual([expect.stringContaining('a.b')]);
  });

  it('leaves files of an apply to their owner alone, and others as usual', async () => {
    const mask = process.umask(0o022);
    try {
      await engineWith().apply('a.tfplan');
      expect(modeOfWhatItLeft()).toBe(0);
      await engineWith().init();
      expect(modeOfWhatItLeft()).toBe(0o044);
    } finally {
      process.umask(mask);
    }
  });

  it('has no state before the first apply', async () => {
    await expect(answering('\n').pullState()).resolves.toBeUndefined();
    await expect(answering('{"serial":1}').pullState()).resolves.toBe('{"serial":1}');
    await expect(answering('{}', 1).pullState()).rejects.toThrow('production');
  });

  it('shows a saved plan', async () => {
    await expect(answering('{"format_version":"1.2"}').show('a.tfplan')).resolves.toEqual({ format_version: '1.2' });

    expect(called()).toBe('show -json a.tfplan');
  });
});
