'use strict';

/** Times programs against each other: in turns, so that whatever else the machine does meets all of them alike. */
const { spawnSync } = require('node:child_process');

/**
 * A program with its arguments, and what is done before each time it runs.
 *
 * @typedef {{ command: readonly string[], cwd: string, env?: NodeJS.ProcessEnv, before?: (round: number) => void }} Program
 */

/**
 * Runs a program to its end.
 *
 * @param {Program} program
 * @param {number} [round]
 * @returns {number} milliseconds
 * @throws {Error} when it fails, with what it wrote
 */
function time({ command: [file = '', ...args], cwd, env, before }, round = 0) {
  before?.(round);
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0)
    throw new Error(`${[file, ...args].join(' ')} ended with ${String(status)}\n${`${stdout}${stderr}`.slice(-2000)}`);
  return milliseconds;
}

/**
 * Median milliseconds of each program, after one round that does not count.
 *
 * @template {string} Name
 * @param {Record<Name, Program>} programs
 * @param {number} rounds
 * @returns {Record<Name, number>}
 */
function medians(programs, rounds) {
  const entries = /** @type {[Name, Program][]} */ (Object.entries(programs));
  /** @type {Partial<Record<Name, number[]>>} */
  const times = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [name, program] of entries) {
      const milliseconds = time(program, round);
      if (round > 0) (times[name] ??= []).push(milliseconds);
    }
  }
  const result = entries.map(([name]) => [name, median(times[name] ?? [])]);
  return /** @type {Record<Name, number>} */ (Object.fromEntries(result));
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

module.exports = { medians, time };
