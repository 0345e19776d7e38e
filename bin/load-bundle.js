'use strict';

/**
 * Loads a bundle with V8's code cache: compiling takes a fifth of the time of a short command. The cache holds what
 * one command has used, so each command has its own; it stands beside the bundle, and goes when that goes. What a command
 * has used that ended early, as with an error, is kept apart and serves until one went to its end. Bundles that a bundle
 * requires are loaded in the same way.
 */
const { Buffer, isAscii } = require('node:buffer');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

/**
 * @param {string} file the bundle
 * @param {string | undefined} command name of the command, which the cache is for
 * @returns {{ exports: unknown, keepCode: (isWhole: boolean) => void }} `keepCode` writes the cache, for when the command
 *   is done: `isWhole` where it went to its end
 */
function loadBundle(file, command) {
  const name = /^[a-z][a-z-]*$/.test(command ?? '') ? `${file}.${command}-${process.version}` : undefined;
  const whole = name && readCache(`${name}.cache`);
  const cachedData = whole ?? (name && readCache(`${name}.begun.cache`));
  const script = new vm.Script(functionOf(file), { filename: file, ...(cachedData && { cachedData }) });

  /** @type {((isWhole: boolean) => void)[]} */
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
    keepCode(isWhole) {
      const isEnough = cachedData && !script.cachedDataRejected && (whole || !isWhole);
      if (name && !isEnough) writeCache(`${name}${isWhole ? '' : '.begun'}.cache`, script.createCachedData());
      for (const keep of keepers) keep(isWhole);
    },
  };
}

const HEAD = Buffer.from('(function (exports, require, module, __filename, __dirname) {');
const TAIL = Buffer.from('\n})');

/**
 * The source of a function that runs a bundle. It is put together as bytes, of which node makes a string that V8 does not
 * have to copy.
 *
 * @param {string} file
 */
function functionOf(file) {
  const content = Buffer.concat([HEAD, fs.readFileSync(file), TAIL]);
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
