'use strict';

const { join } = require('node:path');
const { run } = require('./run.js');

/** Scenarios in which the engine is killed or fails, says no in its own words, or evaluates what it planned. */
const SCENARIOS =
  '/(bootstrap|broken-applies|cdktf-cli|deploy-commands|drift|drift-decided|inline-pools|rollback|rollback-lost-state)\\.test';

/**
 * The engine suite on OpenTofu, and the scenarios that stand or fall with the engine.
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
  const scenarios = ['run', 'test:scenarios', '--', '--ci', SCENARIOS];
  yield { variant, what: 'scenarios', ...run('npm', scenarios, onOpenTofu) };
}

module.exports = { opentofu };
