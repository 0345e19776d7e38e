'use strict';

const { join } = require('node:path');
const { run } = require('./run.js');

/**
 * The engine suite on OpenTofu.
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
  yield {
    variant,
    what: 'engine suite',
    ...run('npx', ['jest', '--ci', '__tests__/engine'], {
      cwd: root,
      env: { ...process.env, TERRAFORM_BINARY_NAME: program },
    }),
  };
}

module.exports = { opentofu };
