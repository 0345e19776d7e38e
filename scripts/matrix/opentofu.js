'use strict';

const { join } = require('node:path');
const { run } = require('./run.js');

/**
 * The engine suite and the longer scenarios on OpenTofu.
 *
 * @param {string} root
 * @returns {Generator<import('./run.js').Row>}
 */
function* opentofu(root) {
  const built = run(join(root, '.ci', 'tools', 'opentofu.sh'), [], { cwd: root });
  const variant = 'OpenTofu 1.10.6';
  if (!built.passed) {
    yield { variant, what: 'build', ...built };
    return;
  }
  const program = built.stdout.trim();
  const onOpenTofu = { cwd: root, env: { ...process.env, TERRAFORM_BINARY_NAME: program } };
  yield { variant, what: 'engine suite', ...run('npx', ['jest', '--ci', '__tests__/engine'], onOpenTofu) };
  yield { variant, what: 'scenarios', ...run('npm', ['run', 'test:scenarios', '--', '--ci'], onOpenTofu) };
}

module.exports = { opentofu };
