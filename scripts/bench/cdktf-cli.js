'use strict';

/** The same platform with the default template of CDKTF: cdktf-cli, which runs the app by ts-node. */
const fs = require('node:fs');
const { join } = require('node:path');
const { medians } = require('./measure.js');

const APP = `import { createApp } from './main';
createApp({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' }).app.synth();
`;

/**
 * @param {string} cwd a copy of the clone
 * @returns {import('./report.js').Row[]}
 */
function cdktfCli(cwd) {
  fs.writeFileSync(join(cwd, 'template.ts'), APP);
  const env = {
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: undefined,
    // Beside offer.ts there is an offer.json, which it would take first.
    TS_NODE_PREFER_TS_EXTS: 'true',
    // What ts-node understands of the project's settings.
    TS_NODE_COMPILER_OPTIONS: '{"module":"commonjs","moduleResolution":"node10","allowJs":false,"checkJs":false}',
  };
  const template = [
    'npx',
    '--offline',
    'cdktf',
    'synth',
    '--app',
    'npx --offline ts-node template.ts',
    '--output',
    'template.out',
  ];
  const { synth, cdktf } = medians(
    {
      synth: { command: ['node', 'bin/lke-platform.js', 'synth', 'platform.yaml'], cwd },
      cdktf: { command: template, cwd, env },
    },
    3,
  );
  const stacksIn = (/** @type {string} */ out) =>
    fs
      .readdirSync(join(cwd, out, 'stacks'))
      .sort()
      .join(', ');
  if (stacksIn('template.out') !== stacksIn('cdktf.out')) {
    throw new Error(`the template wrote ${stacksIn('template.out')}, the launcher ${stacksIn('cdktf.out')}`);
  }
  return [
    { what: '`npx cdktf synth` with `npx ts-node main.ts`', ms: cdktf },
    { what: '`lke-platform synth` is faster', ms: synth, ratio: cdktf / synth, atLeast: 15 },
  ];
}

module.exports = { cdktfCli };
