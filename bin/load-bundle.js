'use strict';

/**
 * Loads a bundle with V8's code cache: compiling takes a fifth of the time of a short command. The cache holds what
 * one command has used, so each command has its own; it stands beside the bundle, and goes when that goes. Bundles that
 * a bundle requires are loaded in the same way.
 */
const { isAscii } = require('node:buffer');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

/**
 * @param {string} file the bundle
 * @param {string | undefined} command name of the command, which the cache is for
 * @returns {{ exports: unknown, keepCode: () => void }} `keepCode` writes the cache, for when the command is done
 */
function loadBundle(file, command) {
  const cache = /^[a-z][a-z-]*$/.test(command ?? '') ? `${file}.${command}-${process.version}.cache` : undefined;
  const cachedData = cache === undefined ? undefined : readCache(cache);
  const source = `(function (exports, require, module, __filename, __dirname) {${readText(file)}\n})`;
  const script = new vm.Script(source, { filename: file, ...(cachedData && { cachedData }) });

  /** @type {(() => void)[]} */
  const keepers = [];
  // Bundles may be kept outside of the clone, and packages never are.
  const requireFile = createRequire(join(__dirname, '..', 'package.json'));
  const requireHere = Object.assign((/** @type {string} */ name) => {
    if (!name.startsWith('./')) return /** @type {unknown} */ (requireFile(name));
    const beside = loadBundle(join(dirname(file), name), command);
    keepers.push(beside.keepCode);
    return beside.exports;
  }, requireFile);

  const module = { exports: {} };
  const evaluate = /** @type {(...args: unknown[]) => void} */ (script.runInThisContext());
  evaluate(module.exports, requireHere, module, file, dirname(file));
  return {
    exports: module.exports,
    keepCode() {
      if (cache !== undefined && (!cachedData || script.cachedDataRejected))
        writeCache(cache, script.createCachedData());
      for (const keep of keepers) keep();
    },
  };
}

/** @param {string} file */
function readText(file) {
  const content = fs.readFileSync(file);
  return content.toString(isAscii(content) ? 'latin1' : 'utf8');
}

/** @param {string} file */
function readCache(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined; // not there yet
  }
}

/**
 * @param {string} file
 * @param {Buffer} data
 */
function writeCache(file, data) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, data);
    fs.renameSync(temporary, file);
  } catch {
    // The cache saves time and nothing else: a full disk or a read-only folder is not a reason to fail.
    fs.rmSync(temporary, { force: true });
  }
}

module.exports = { loadBundle };
