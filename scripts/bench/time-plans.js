'use strict';

/**
 * Run under the stand-ins, in a copy of the clone: deploys the example, then times plans of it, which find nothing to do.
 * Its last line is JSON: the median milliseconds of both.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { join } = require('node:path');
const { medians } = require('./measure.js');

const ENGINE = process.env.TERRAFORM_BINARY_NAME || 'terraform';
const cwd = process.cwd();

/** @param {readonly string[]} words */
const ours = (...words) => ['node', 'bin/lke-platform.js', ...words];

/** @param {readonly string[]} command */
const run = ([file = '', ...args]) => execFileSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });

run(ours('synth', 'platform.yaml'));
const bootstrap = JSON.parse(run(ours('bootstrap', '--json')));
/** @param {string} line what a shell runs with the variables that bootstrap wrote */
const withVariables = (line) => ['sh', '-c', `. '${bootstrap.result.variables}' && ${line}`];

run(withVariables(ours('apply', '--yes', '--no-snapshot', '--no-audit').join(' ')));
const folder = join(cwd, 'cdktf.out/stacks');
const stacks = fs.readdirSync(folder);
/** @param {readonly string[]} words what the engine is told in the folder of each stack, one after the other */
const engine = (...words) =>
  words.map((word) => [ENGINE, `-chdir=${join(folder, '$stack')}`, word].join(' ')).join(' && ');
const inEachStack = (/** @type {string} */ line) => `for stack in ${stacks.join(' ')}; do ${line} || exit 1; done`;
const init = 'init -input=false';
const plan = 'plan -input=false -out=bench.tfplan';
const programs = {
  plan: { command: withVariables(inEachStack(engine(plan))), cwd },
  engine: { command: withVariables(inEachStack(engine(init, plan))), cwd },
  ours: { command: withVariables(ours('plan').join(' ')), cwd },
};
run(withVariables(inEachStack(engine(init))));
console.log(JSON.stringify(medians(programs, 5)));
