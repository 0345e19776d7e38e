'use strict';

/**
 * Measures synth against the library and against the usual way of CDKTF, plans against the engine, and reads of the
 * hand-off service, and writes docs/benchmarks.md. Never part of the tests: a time is not a reason to fail. Names of parts may be given, then it only
 * prints: `npm run bench -- start`.
 */
const fs = require('node:fs');
const { join } = require('node:path');
const { cdktfCli } = require('./cdktf-cli.js');
const { fleet } = require('./fleet.js');
const { handoff } = require('./handoff.js');
const { plans } = require('./plans.js');
const { missed, report } = require('./report.js');
const { start } = require('./start.js');
const { inWorkplace } = require('./workplace.js');

const PARTS = { start, 'cdktf-cli': cdktfCli, fleet, plans, handoff };

const root = join(__dirname, '..', '..');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(1);
}

const rows = Object.entries(PARTS).flatMap(([name, part]) => {
  if (asked.length > 0 && !asked.includes(name)) return [];
  console.error(`${name} …`);
  return inWorkplace(root, part);
});
const page = report(rows);
console.log(page);
for (const line of missed(rows)) console.log(`missed: ${line}`);
if (asked.length === 0) fs.writeFileSync(join(root, 'docs/benchmarks.md'), page);
