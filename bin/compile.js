'use strict';

/** Compiles an entry with everything it imports. Loaded only when a bundle has to be built. */
const { isBuiltin } = require('node:module');
const { join } = require('node:path');
const { served } = require('./entries.js');
const {
  childProcessOnDemand,
  grafanaOnDemand,
  resolvedOnce,
  resolvedWhereNeeded,
  withoutArchiver,
  withoutCredentialSources,
  withoutLocales,
  withoutStackTraces,
} = require('./lean-packages.js');

/**
 * What is imported of packages that are not inside, each with a source that imports it.
 *
 * @typedef {ReadonlyMap<string, string>} Packages
 *
 * @typedef {object} Compiled
 * @property {string} code
 * @property {string[]} sources by path from the root, without packages
 * @property {Packages} packages
 */

/**
 * @param {string} root the project's folder
 * @param {import('./entries.js').Entry} entry
 * @returns {Promise<Compiled>}
 * @throws {Error} when a source does not compile, with every place that is wrong
 */
async function compile(root, { entryPoint, debug = false, apart = false, small = false }) {
  return build(root, debug, {
    entryPoints: [entryPoint],
    external: [...served],
    ...(apart && { packages: /** @type {const} */ ('external') }),
    // Of ES modules the bundler leaves out what nothing uses.
    ...(small && { minify: true, mainFields: ['module', 'main'], plugins: [...lean(debug), withoutCredentialSources] }),
  });
}

/**
 * Compiles what is imported of packages into a map of functions that load them.
 *
 * @param {string} root the project's folder
 * @param {Packages} packages
 * @returns {Promise<Compiled>}
 * @throws {Error} when a package is not there, with a source that imports it
 */
async function compilePackages(root, packages) {
  const loaders = [...packages.keys()].map(
    (name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)}),`,
  );
  const contents = `module.exports = {\n${loaders.join('\n')}\n};`;
  try {
    return await build(root, false, {
      external: [...served],
      stdin: { contents, resolveDir: root, sourcefile: 'packages' },
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const place = (/** @type {string} */ line) => packages.get(/"(.*?)"/.exec(line)?.[1] ?? '') ?? 'packages';
    throw new Error(message.replace(/^packages:.*$/gm, (line) => line.replace(/^[^ ]*/, `${place(line)}:`)));
  }
}

/**
 * @param {string} root
 * @param {boolean} debug
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<Compiled>}
 */
async function build(root, debug, options) {
  const { outputFiles, metafile } = await loadEsbuild().build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // A package that is not inside is loaded by require, which knows the bundle of packages.
    supported: { 'dynamic-import': false },
    // The less there is to read, the sooner a command starts.
    minifyWhitespace: !debug,
    legalComments: 'none',
    sourcemap: debug ? 'inline' : false,
    sourceRoot: `${root}/`,
    plugins: options.packages ? [] : lean(debug),
    outfile: join(root, 'bundle.js'), // not written: the paths in a source map start from it
    logLevel: 'silent',
    ...options,
    write: false,
    metafile: true,
  });
  const { text } = /** @type {import('esbuild').OutputFile} */ (outputFiles[0]);
  return {
    code: debug ? text : ascii(text),
    sources: Object.keys(metafile.inputs).filter(
      (path) => !/(^|\/)node_modules\/|^(absent|keyless|on-demand):|^packages$/.test(path),
    ),
    packages: packagesIn(metafile),
  };
}

/** @param {boolean} debug */
function lean(debug) {
  const fast = debug ? [] : [grafanaOnDemand, withoutStackTraces, resolvedOnce, resolvedWhereNeeded];
  return [withoutArchiver, withoutLocales, childProcessOnDemand, ...fast];
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @returns {Packages}
 */
function packagesIn({ inputs }) {
  const imports = Object.entries(inputs).flatMap(([source, input]) => input.imports.map((it) => ({ ...it, source })));
  const outside = imports.filter(({ external, path }) => external && !path.startsWith('.') && !isBuiltin(path));
  return new Map(outside.map(({ path, source }) => /** @type {const} */ ([path, source])));
}

/**
 * Escapes what is not ASCII (esbuild leaves it in regular expressions): node reads a file of ASCII ten times faster.
 *
 * @param {string} code without comments
 */
function ascii(code) {
  if (/\\[^\0-\x7f]/.test(code)) return code; // the backslash before it would escape the escape
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function loadEsbuild() {
  try {
    return require('esbuild');
  } catch {
    throw new Error('the packages of this project are not installed. Run `npm ci` first.');
  }
}

module.exports = { compile, compilePackages };
