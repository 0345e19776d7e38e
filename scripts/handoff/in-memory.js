'use strict';

/** The hand-off service on loopback with a ledger in memory, as a process of its own, to measure and to fuzz. */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { build } = require('esbuild');

const root = join(__dirname, '../..');

/**
 * What the process says of itself.
 *
 * @typedef {object} Service
 * @property {string} address
 * @property {Readonly<Record<string, { cookie: string, csrf: string }>>} people by name
 * @property {readonly string[]} tokens of machines
 * @property {import('node:child_process').ChildProcess} process
 */

/**
 * @param {NodeJS.ProcessEnv} [env] `STORE_MS` is how long the store takes for an answer
 * @returns {Promise<Service>}
 */
async function startInMemory(env = {}) {
  const outfile = join(root, 'node_modules/.cache/handoff/in-memory.js');
  await build({
    entryPoints: [join(root, '__tests__/support/handoff/in-memory.ts')],
    outfile,
    bundle: true,
    // The stand-ins are sources, as this is.
    alias: { '@lke-platform/stand-ins': join(root, 'packages/stand-ins') },
    packages: 'external',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    plugins: [{ name: 'folders', setup: keepFolders }],
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [outfile], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const [line] = await once(child.stdout, 'data');
  return { ...JSON.parse(String(line)), process: child };
}

/**
 * Sources that read files beside themselves find them where they are.
 *
 * @param {import('esbuild').PluginBuild} bundler
 */
function keepFolders(bundler) {
  bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    loader: 'ts',
    contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
  }));
}

module.exports = { startInMemory };
