'use strict';

/** How long an application team waits for its contract, where many read theirs. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/** @returns {import('./report.js').Row[]} */
function handoff() {
  const script = join(__dirname, '../handoff/load.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the load ended with ${String(status)}\n${stderr.slice(-2000)}`);
  /** @type {{ failed: number, p50: number, p99: number }} */
  const { failed, p50, p99 } = JSON.parse(stdout);
  if (failed > 0) throw new Error(`${failed} reads failed`);
  return [
    { what: 'a contract from the service, of 200 a second', ms: p50 },
    { what: 'the slowest of a hundred of them (p99)', ms: p99, atMostMs: 50 },
  ];
}

module.exports = { handoff };
