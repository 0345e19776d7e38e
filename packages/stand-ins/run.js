#!/usr/bin/env node
'use strict';

/**
 * Starts the stand-in from its TypeScript sources: `npm run stand-in`. They are bundled with what they use of the
 * project, and the protocol's definition is put beside the bundle, where the code looks for it.
 */
const { copyFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const out = join(__dirname, '../../node_modules/.cache/stand-in');

buildSync({
  entryPoints: [join(__dirname, 'main.ts')],
  outfile: join(out, 'main.js'),
  bundle: true,
  packages: 'external',
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
});
copyFileSync(join(__dirname, 'protocol/tfplugin6.proto'), join(out, 'tfplugin6.proto'));
require(join(out, 'main.js'));
