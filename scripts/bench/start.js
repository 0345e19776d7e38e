'use strict';

/** What a platform engineer waits for: a synth of the example, warm and after an edit of a source. */
const fs = require('node:fs');
const { join } = require('node:path');
const { medians } = require('./measure.js');

const EDITED = 'stacks/cluster-stack.ts';

/**
 * @param {string} cwd a copy of the clone
 * @returns {import('./report.js').Row[]}
 */
function start(cwd) {
  const synth = ['node', 'bin/lke-platform.js', 'synth', 'platform.yaml'];
  const source = fs.readFileSync(join(cwd, EDITED), 'utf8');
  const edit = (/** @type {number} */ round) => {
    // Something that stays in the bundle, so that it is another one each time.
    fs.writeFileSync(join(cwd, EDITED), `${source}\nprocess.env.LKE_PLATFORM_BENCH = '${round}';\n`);
  };
  const edited = ['node', 'bin/lke-platform.js', 'synth', 'platform.yaml', '--out', 'edited.out'];
  const warm = medians(
    { cdktf: { command: ['node', '-e', "require('cdktf')"], cwd }, synth: { command: synth, cwd } },
    21,
  );
  const after = medians(
    { cdktf: { command: ['node', '-e', "require('cdktf')"], cwd }, synth: { command: edited, cwd, before: edit } },
    11,
  );
  return [
    { what: '`node -e "require(\'cdktf\')"`', ms: warm.cdktf },
    { what: '`lke-platform synth`, warm', ms: warm.synth, ratio: warm.synth / warm.cdktf, atMost: 1.3 },
    {
      what: '`lke-platform synth`, after an edit of a source',
      ms: after.synth,
      ratio: after.synth / after.cdktf,
      atMost: 2,
    },
  ];
}

module.exports = { start };
