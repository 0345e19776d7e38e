'use strict';

/**
 * Plans every stack into plan.md, for a comment on a pull request. Changes are not a failure; errors are. Credentials that
 * only read will do: docs/guides/credentials.md.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/** What `plan` exits with where there are changes (docs/cli.md). */
const CHANGES = 2;

const launcher = join(__dirname, '..', 'bin', 'lke-platform.js');
const args = [launcher, 'plan', '--read-only', '--markdown', 'plan.md', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exit(status === CHANGES ? 0 : (status ?? 1));
