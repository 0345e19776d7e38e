#!/usr/bin/env node
'use strict';

/**
 * Starts the stand-in from its TypeScript sources: `npm run stand-in`. They are compiled file by file, so that the
 * protocol's definition stays a file beside the code that reads it.
 */
const { cpSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const out = join(__dirname, '../../../node_modules/.cache/stand-in');
const files = /** @type {string[]} */ (readdirSync(__dirname, { recursive: true }));
const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

buildSync({
  entryPoints: sources.map((file) => join(__dirname, file)),
  outdir: out,
  outbase: __dirname,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
});
cpSync(join(__dirname, 'protocol/tfplugin6.proto'), join(out, 'protocol/tfplugin6.proto'));
require(join(out, 'main.js'));
