'use strict';

/**
 * Jest's runtime, but for compiling: each module is compiled once in a worker, and that script runs in the context of every
 * test file, where Jest compiles it anew for each. Modules stay as they are otherwise, each test file has its own.
 */
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

// A function that was not called for a while is called by the next test file.
setFlagsFromString('--no-flush-bytecode');

/** What was compiled, by file name. @type {Map<string, { source: string; script: Script }>} */
const compiled = new Map();

class Runtime extends JestRuntime {
  /** @param {ConstructorParameters<typeof JestRuntime>} args */
  constructor(...args) {
    super(...args);
    // Jest declares none of it to others: its version is pinned.
    const { executor } = /** @type {{ executor: Executor }} */ (/** @type {unknown} */ (this));
    const start = `(function (${executor.injectedModuleParameters.join(', ')}) {`;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, file) => {
      const context = executor.environment.getVmContext();
      try {
        return context && scriptOf(source, file, start).runInContext(context);
      } catch {
        return compile(source, file); // which says better what is wrong
      }
    };
  }
}

/**
 * @typedef {object} Executor
 * @property {string[]} injectedModuleParameters
 * @property {{ getVmContext(): import('node:vm').Context | null }} environment
 * @property {(source: string, file: string) => unknown} compile
 */

/**
 * @param {string} source
 * @param {string} file
 * @param {string} start of the function around a module
 */
function scriptOf(source, file, start) {
  const known = compiled.get(file);
  if (known?.source === source) return known.script;
  const script = new Script(`${start}${source}\n})`, { filename: file, columnOffset: -start.length });
  compiled.set(file, { source, script });
  return script;
}

module.exports = Runtime;
