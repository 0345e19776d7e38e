'use strict';

// Jest never takes an .mjs file by require, and preact is nothing else: here it is as a module that jest takes.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const source = readFileSync(join(__dirname, '../../node_modules/preact/dist/preact.mjs'), 'utf8');
const { code } = transformSync(source, { jsc: { target: 'es2022' }, module: { type: 'commonjs' } });
// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what jest does with every other module
new Function('module', 'exports', code)(module, module.exports);
