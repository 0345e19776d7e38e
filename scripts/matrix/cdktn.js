'use strict';

const fs = require('node:fs');
const { dirname, join } = require('node:path');
const { run } = require('./run.js');

/** The library that continues cdktf (docs/adr/0008-the-library-may-move.md). */
const ALIAS = 'npm:cdktn@0.24.0';

/**
 * Synth and its tests with cdktf aliased to cdktn by npm, in a copy of the project.
 *
 * @param {string} root
 * @param {string} cache
 * @returns {Generator<import('./run.js').Row>}
 */
function* cdktn(root, cache) {
  const variant = ALIAS.replace('npm:', '');
  const copy = copyOf(root, join(cache, 'cdktn'));
  const installed = run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: copy });
  yield { variant, what: 'install', ...installed };
  if (!installed.passed) return;
  yield { variant, what: 'types', ...run('npx', ['tsc', '--noEmit', '-p', '.'], { cwd: copy }) };
  yield { variant, what: 'synth', ...run('npm', ['run', 'synth'], { cwd: copy }) };
  yield {
    variant,
    what: 'snapshots and constructs',
    ...run('npx', ['jest', '--ci', '__tests__/stacks', '__tests__/constructs', '__tests__/synth'], { cwd: copy }),
  };
}

/**
 * The tracked files, with the alias in package.json. The folder is kept, so that a second run installs little.
 *
 * @param {string} root
 * @param {string} folder
 */
function copyOf(root, folder) {
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (entry !== 'node_modules') fs.rmSync(join(folder, entry), { recursive: true });
  }
  const { output } = run('git', ['ls-files', '-z'], { cwd: root });
  for (const file of output.split('\0').filter((name) => name && fs.existsSync(join(root, name)))) {
    fs.mkdirSync(dirname(join(folder, file)), { recursive: true });
    // A link to a folder stays one.
    fs.cpSync(join(root, file), join(folder, file), { verbatimSymlinks: true });
  }
  const manifest = join(folder, 'package.json');
  const aliased = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  aliased.dependencies.cdktf = ALIAS;
  aliased.overrides = { ...aliased.overrides, cdktf: '$cdktf' };
  fs.writeFileSync(manifest, JSON.stringify(aliased, null, 2));
  return folder;
}

module.exports = { cdktn };
