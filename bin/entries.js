'use strict';

/**
 * What gets bundled. A debug bundle keeps the stack trace of every Terraform token (a quarter of the time of a synth)
 * and carries a source map.
 *
 * @typedef {{ readonly entryPoint: string, readonly debug?: boolean }} Entry
 * @type {Readonly<Record<'cli' | 'cli-debug' | 'kube-credential', Entry>>}
 */
module.exports = {
  cli: { entryPoint: 'cli/main.ts' },
  'cli-debug': { entryPoint: 'cli/main.ts', debug: true },
  'kube-credential': { entryPoint: 'operations/kube-credential/main.ts' },
};
