'use strict';

/** What a reviewer waits for: a plan of every stack, and the snapshots of an edited platform.yaml. */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { medians } = require('./measure.js');

/**
 * @param {string} cwd a copy of the clone
 * @returns {import('./report.js').Row[]}
 */
function plans(cwd) {
  // The stand-ins run in a process of their own, around the one that measures.
  const standIns = ['packages/stand-ins/run.js', '--no-lab', '--kubernetes-on-loopback'];
  const measured = execFileSync('node', [...standIns, 'node', join(__dirname, 'time-plans.js')], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { plan, engine, ours } = JSON.parse(measured.trim().split('\n').at(-1) ?? '');
  const { snapshots } = medians({ snapshots: { command: ['node', '__tests__/support/write-snapshots.js'], cwd } }, 3);
  return [
    { what: '`plan` of the engine, in the folder of each stack', ms: plan },
    { what: '`init` and `plan` of the engine, in the folder of each stack', ms: engine },
    { what: '`lke-platform plan` of all stacks', ms: ours, ratio: ours / engine, atMost: 1.15 },
    { what: '`npm run snapshots`', ms: snapshots, atMostMs: 10_000 },
  ];
}

module.exports = { plans };
