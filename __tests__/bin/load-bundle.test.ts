import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBundle } from '../../bin/load-bundle.js';
import { temporaryFolder } from '../support/temporary-folder';

const loader = join(__dirname, '../../bin/load-bundle.js');

/** A bundle of this code. */
function bundleOf(code: string): string {
  const file = join(temporaryFolder(), 'cli-0.js');
  writeFileSync(file, code);
  return file;
}

const cacheOf = (file: string, command: string) => `${file}.${command}-${process.version}.cache`;

/** Runs a command of a bundle, to its end unless told otherwise. */
function run(file: string, command: string | undefined, isWhole = true): unknown {
  const { exports, keepCode } = loadBundle(file, command);
  keepCode(isWhole);
  return exports;
}

describe('a bundle', () => {
  it('is loaded as require loads it', () => {
    const file = bundleOf(
      'exports.path = require("node:path").sep; exports.where = [__filename, __dirname, module.exports === exports];',
    );

    expect(loadBundle(file, undefined).exports).toEqual({ path: '/', where: [file, join(file, '..'), true] });
  });

  it('may export one value, and hold text of any language', () => {
    expect(loadBundle(bundleOf('module.exports = "naïve ⌘";'), undefined).exports).toBe('naïve ⌘');
  });
});

describe('a bundle that requires another one', () => {
  it('is loaded with it, and the code of both is kept', () => {
    const file = bundleOf(`exports.answer = require('./beside.js').answer; exports.sep = require('node:path').sep;`);
    writeFileSync(join(file, '../beside.js'), 'exports.answer = 42;');

    expect(run(file, 'synth')).toEqual({ answer: 42, sep: '/' });
    expect(existsSync(cacheOf(join(file, '../beside.js'), 'synth'))).toBe(true);
  });
});

describe('the code of a command', () => {
  it('is kept when the command is done, for the next time', () => {
    const file = bundleOf('exports.answer = (() => 42)();');

    run(file, 'synth');
    const { mtimeMs } = statSync(cacheOf(file, 'synth'));

    expect(run(file, 'synth')).toEqual({ answer: 42 });
    expect(statSync(cacheOf(file, 'synth')).mtimeMs).toBe(mtimeMs);
  });

  it('of one that ended early serves until one went to its end, which an early end does not change', () => {
    const file = bundleOf('exports.answer = () => 42;');
    const kept = () => readdirSync(join(file, '..')).slice(1);
    const [whole, begun] = [cacheOf(file, 'synth'), `${file}.synth-${process.version}.begun.cache`].map((it) =>
      basename(it),
    );

    run(file, 'synth', false);
    expect(kept()).toEqual([begun]);
    run(file, 'synth');
    expect(kept()).toEqual([begun, whole]);
    const { mtimeMs } = statSync(cacheOf(file, 'synth'));
    run(file, 'synth', false);
    expect(statSync(cacheOf(file, 'synth')).mtimeMs).toBe(mtimeMs);
  });

  it('is kept for each command', () => {
    const file = bundleOf('exports.answer = 42;');

    run(file, 'synth');
    run(file, 'kube-credential');

    expect([existsSync(cacheOf(file, 'synth')), existsSync(cacheOf(file, 'kube-credential'))]).toEqual([true, true]);
  });

  it.each([undefined, '--help', '../synth', ''])('is not kept for %j, which is not a command', (command) => {
    const file = bundleOf('exports.answer = 42;');

    expect(run(file, command)).toEqual({ answer: 42 });
    expect(readdirSync(join(file, '..'))).toEqual(['cli-0.js']);
  });

  it('is replaced if it was damaged or made by another node', () => {
    const file = bundleOf('exports.answer = 42;');
    run(file, 'synth');
    truncateSync(cacheOf(file, 'synth'), 10);

    // In a process of its own, because V8 remembers what this one has compiled.
    const script = `const { exports, keepCode } = require('${loader}').loadBundle('${file}', 'synth'); keepCode(true); console.log(exports.answer)`;
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('42\n');
    expect(statSync(cacheOf(file, 'synth')).size).toBeGreaterThan(10);
  });

  it('is done without where it cannot be written', () => {
    const file = bundleOf('exports.answer = 42;');
    mkdirSync(cacheOf(file, 'synth'));

    expect(run(file, 'synth')).toEqual({ answer: 42 });
    expect(readdirSync(join(file, '..'))).toEqual(['cli-0.js', basename(cacheOf(file, 'synth'))]);
  });
});
