'use strict';

/**
 * Runs the project on what it may run on beside the usual: the library that continues cdktf, OpenTofu, later Nodes.
 * Prints a table, and the output of what failed. Names of variants may be given: `npm run test:matrix -- opentofu`.
 */
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');
const Table = require('cli-table3');
const { cdktn } = require('./cdktn.js');
const { nodeReleases } = require('./node-releases.js');
const { opentofu } = require('./opentofu.js');

const VARIANTS = { cdktn, opentofu, node: nodeReleases };

const root = join(__dirname, '..', '..');
const cache = join(process.env.XDG_CACHE_HOME ?? join(os.homedir(), '.cache'), 'lke-platform', 'matrix');
fs.mkdirSync(cache, { recursive: true });

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in VARIANTS));
if (unknown.length > 0) {
  console.error(`there is no variant ${unknown.join(', ')}; there are ${Object.keys(VARIANTS).join(', ')}`);
  process.exit(1);
}

const table = new Table({ head: ['variant', 'part', 'result', 'minutes'], style: { head: [], border: [] } });
let failed = 0;
for (const [name, variant] of Object.entries(VARIANTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  let started = Date.now();
  for (const row of variant(root, cache)) {
    const minutes = ((Date.now() - started) / 60_000).toFixed(1);
    table.push([row.variant, row.what, row.passed ? 'passed' : 'failed', minutes]);
    console.error(`${row.variant}, ${row.what}: ${row.passed ? 'passed' : 'failed'}`);
    if (!row.passed) console.error(row.output);
    failed += row.passed ? 0 : 1;
    started = Date.now();
  }
}
console.log(table.toString());
process.exit(failed > 0 ? 1 : 0);
