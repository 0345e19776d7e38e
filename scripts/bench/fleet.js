'use strict';

/** Many platforms at once: time and peak memory. */
const fs = require('node:fs');
const { join } = require('node:path');
const { medians, time } = require('./measure.js');

const SIZES = /** @type {const} */ ([1, 10, 100]);

/**
 * @param {string} cwd a copy of the clone
 * @returns {import('./report.js').Row[]}
 */
function fleet(cwd) {
  const example = fs.readFileSync(join(cwd, 'platform.yaml'), 'utf8');
  for (const size of SIZES) writeFleet(join(cwd, `fleet-${size}`), example, size);
  const programOf = (/** @type {number} */ size) => ({
    command: ['node', 'bin/lke-platform.js', 'synth', '--config', `fleet-${size}/*.yaml`, '--out', `fleet-${size}.out`],
    cwd,
  });
  const { one, ten, hundred } = medians({ one: programOf(1), ten: programOf(10), hundred: programOf(100) }, 5);
  const perPlatform = { 1: one, 10: ten / 10, 100: hundred / 100 };
  return SIZES.map((size) => ({
    what: `fleet of ${size}, per platform`,
    ms: perPlatform[size],
    ...(size === 100 && { ratio: perPlatform[100] / perPlatform[10], atMost: 1.1 }),
    peakMb: peakMemory(programOf(size)),
    peakAtMost: 300,
  }));
}

/**
 * @param {string} folder
 * @param {string} example text of a platform file
 * @param {number} size
 */
function writeFleet(folder, example, size) {
  fs.mkdirSync(folder);
  for (let index = 1; index <= size; index++) {
    const name = `p${String(index).padStart(3, '0')}`;
    const text = example
      .replace(/^name: .*/m, `name: ${name}`)
      .replace(/bucketPrefix: .*/, `bucketPrefix: ${name}-bench`);
    fs.writeFileSync(join(folder, `${name}.yaml`), text);
  }
}

/**
 * The most memory that a single process of a program had, in MB.
 *
 * @param {import('./measure.js').Program} program
 */
function peakMemory(program) {
  const record = join(program.cwd, 'peak-memory.txt');
  fs.rmSync(record, { force: true });
  const preload = `--require ${JSON.stringify(join(__dirname, 'record-memory.js'))}`;
  time({ ...program, env: { NODE_OPTIONS: preload, LKE_PLATFORM_BENCH_RECORD: record } });
  const kilobytes = fs.readFileSync(record, 'utf8').trim().split('\n').map(Number);
  return Math.max(...kilobytes) / 1024;
}

module.exports = { fleet };
