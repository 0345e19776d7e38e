'use strict';

/**
 * Jest's transform of the three files of cdktf that take most of the time of what synthesizes: one formats a stack trace
 * for every token, which jest maps to the sources besides; one resolves a stack twice; one looks for tokens where there can be
 * none. The bundle does without, too.
 */
const { basename } = require('node:path');
const { NO_STACK_TRACE, leavingPlainValues, resolvingOnce } = require('../../bin/lean-packages.js');

/** @type {Record<string, (source: string) => string>} */
const change = {
  'resolve.js': leavingPlainValues,
  'stack-trace.js': () => NO_STACK_TRACE,
  'terraform-stack.js': resolvingOnce,
};

module.exports = {
  process: (/** @type {string} */ source, /** @type {string} */ path) => ({
    code: change[basename(path)]?.(source) ?? source,
  }),
};
