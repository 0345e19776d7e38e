#!/usr/bin/env node
'use strict';

/**
 * Starts the command: bundles cli/main.ts if its sources changed since the last time, then runs the bundle.
 * Nothing but node's own modules is loaded while the bundle is current.
 */
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { bundle } = require('./bundle.js');
const { entryOf, isShort } = require('./entries.js');
const { loadBundle } = require('./load-bundle.js');

const root = join(__dirname, '..');
const debug = process.argv.includes('--debug') || process.env.LKE_PLATFORM_DEBUG === '1';

async function start() {
  const args = process.argv.slice(2);
  // V8 optimises what has run for a moment, and a short command is over by then.
  if (isShort(args[0])) setFlagsFromString('--no-opt');
  const file = await bundle(root, entryOf(args[0], debug));
  process.setSourceMapsEnabled(debug);
  const { exports, keepCode } = loadBundle(file, args[0]);
  const cli = /** @type {import('../cli/main')} */ (exports);
  process.exitCode = await cli.main(args, { root, debug, bundle: (name) => bundle(root, name) });
  keepCode();
}

// A reader that has seen enough, as in `lke-platform … | head`, is no error.
process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== 'EPIPE') throw error;
});

/** @param {Error} error */
function fail(error) {
  console.error(debug ? error : `error: ${error.message}`);
  process.exitCode = 1;
}

start().catch(fail);
