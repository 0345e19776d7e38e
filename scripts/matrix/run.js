'use strict';

const { spawnSync } = require('node:child_process');

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {{ passed: boolean, stdout: string, output: string }} `output` is all that it printed
 */
function run(command, args, { cwd, env = process.env }) {
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const stdout = result.stdout ?? '';
  const output = `${stdout}${result.stderr ?? ''}${result.error ? result.error.message : ''}`;
  return { passed: result.status === 0, stdout, output };
}

/**
 * @typedef {{ variant: string, what: string, passed: boolean, output: string }} Row
 * One line of the table: a part of the project under a variant of what it runs on.
 */

module.exports = { run };
