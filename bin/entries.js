'use strict';

/**
 * What gets bundled.
 *
 * @typedef {object} Entry
 * @property {string} entryPoint
 * @property {boolean} [debug] keeps the stack trace of every Terraform token (a quarter of the time of a synth) and
 *   carries a source map
 * @property {boolean} [apart] packages get a bundle of their own, which an edit of a source leaves as it is
 * @property {boolean} [small] as little code as can be: it lies in a ConfigMap, which holds 1 MiB
 */

/** @type {Readonly<Record<'cli' | 'cli-synth' | 'cli-debug' | 'kube-credential' | 'exporter', Entry>>} */
const entries = {
  cli: { entryPoint: 'cli/main.ts', apart: true },
  'cli-synth': { entryPoint: 'cli/main-synth.ts', apart: true },
  'cli-debug': { entryPoint: 'cli/main.ts', debug: true },
  'kube-credential': { entryPoint: 'operations/kube-credential/main.ts' },
  exporter: { entryPoint: 'operations/exporter/main.ts', small: true },
};

/** Packages of a service that runs for days: its start is in no hurry, so they are loaded from where they are installed. */
const served = [
  'fastify',
  'fastify-openapi-glue',
  '@fastify/*',
  'openid-client',
  'jose',
  'ajv',
  'ajv/*',
  'ajv-formats',
];

/** Commands that people type after every edit, so their bundle holds nothing else: those of cli/synth-commands.ts. */
const synthCommands = ['app', 'fleet-worker', 'synth', 'validate'];

/** Those of them that are over in a moment. A worker of a fleet goes on with the next platform. */
const shortCommands = synthCommands.filter((command) => command !== 'fleet-worker');

/** @param {string | undefined} command */
function isShort(command) {
  return command !== undefined && shortCommands.includes(command);
}

/**
 * The entry that a command is part of.
 *
 * @param {string | undefined} command
 * @param {boolean} debug
 * @returns {keyof typeof entries}
 */
function entryOf(command, debug) {
  if (debug) return 'cli-debug';
  return command !== undefined && synthCommands.includes(command) ? 'cli-synth' : 'cli';
}

module.exports = { entries, entryOf, isShort, served };
