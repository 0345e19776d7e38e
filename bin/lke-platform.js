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
  // A short command is over before what V8 optimises, or marks for a collection to come, is of use.
  if (isShort(args[0])) for (const flag of ['--no-opt', '--no-incremental-marking']) setFlagsFromString(flag);
  const file = await bundle(root, entryOf(args[0], debug));
  process.setSourceMapsEnabled(debug);
  const { exports, keepCode } = loadBundle(file, args[0]);
  const cli = /** @type {import('../cli/main')} */ (exports);
  const exitCode = await cli.main(args, { root, debug, bundle: (name) => bundle(root, name) });
  process.exitCode = isWritten ? exitCode : 1;
  keepCode(exitCode !== 1 && !args.includes('--help'));
}

let isWritten = true;

// Nobody listening is not a reason to die: an engine may be at work, and a saved plan still has to be removed.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  // A reader that has seen enough, as in `lke-platform … | head`, or a terminal that is gone.
  if (error.code === 'EPIPE' || error.code === 'EIO') return;
  isWritten = false;
  fail(new Error(`the result cannot be written: ${error.message}`));
});

/** @param {Error} error */
function fail(error) {
  console.error(debug ? error : `error: ${error.message}`);
  process.exitCode = 1;
}

start().catch(fail);
