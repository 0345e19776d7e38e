'use strict';

/** Compiles an entry with everything it imports into one file. Loaded only when a bundle has to be built. */
const { join } = require('node:path');

/**
 * @param {string} root the project's folder
 * @param {import('./entries.js').Entry} entry
 * @returns {Promise<{ code: Uint8Array, sources: string[] }>} the sources by path from the root, without packages
 * @throws {Error} when a source does not compile, with every place that is wrong
 */
async function compile(root, { entryPoint, debug = false }) {
  const { outputFiles, metafile } = await loadEsbuild().build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // The less there is to read, the sooner a command starts.
    minifyWhitespace: !debug,
    legalComments: 'none',
    sourcemap: debug ? 'inline' : false,
    sourceRoot: `${root}/`,
    plugins: [withoutUnused, withoutLocales, ...(debug ? [] : [withoutStackTraces])],
    write: false,
    outfile: join(root, 'bundle.js'), // not written: the paths in a source map start from it
    metafile: true,
    logLevel: 'silent',
  });
  const sources = Object.keys(metafile.inputs).filter((input) => !/(^|\/)node_modules\/|^absent:/.test(input));
  const { text } = /** @type {import('esbuild').OutputFile} */ (outputFiles[0]);
  return { code: new TextEncoder().encode(debug ? text : ascii(text)), sources };
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

/**
 * cdktf formats an unlimited stack trace for every token it makes: a quarter of a synth's time.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutStackTraces = {
  name: 'without-stack-traces',
  setup({ onLoad }) {
    onLoad({ filter: /cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/ }, () => ({
      // The second name is cdktn's, which continues cdktf.
      contents: 'exports.captureStackTrace = exports.captureCreationStack = () => [];',
    }));
  },
};

/**
 * Leaves out what packages load at their start and this project never uses: cdktf's archiver for zip assets, a third of
 * its loading time, and commander's child_process for commands that are programs of their own.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^archiver$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /node_modules[/\\]commander[/\\]/.test(importer) ? { path, namespace: 'absent' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `module.exports = () => { throw new Error('${path} is not part of this bundle'); };`,
    }));
  },
};

/**
 * zod carries its messages in fifty languages; the project writes its own.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutLocales = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

module.exports = { compile };
