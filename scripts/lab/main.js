'use strict';

/** `npm run lab`: a cluster on loopback with the nodes of the platform file, until Ctrl-C or for one command. */
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const outfile = join(__dirname, '../../node_modules/.cache/lab/main.js');

buildSync({
  entryPoints: [join(__dirname, 'lab.ts')],
  outfile,
  bundle: true,
  // The stand-ins are sources, as this is.
  alias: { '@lke-platform/stand-ins': join(__dirname, '../../packages/stand-ins') },
  external: ['yaml', 'zod', 'uuid', 'ipaddr.js', 'fastest-levenshtein', 'commander'],
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
});
require(outfile);
