'use strict';

/** Leaves out of packages what takes time and what this project does not use. */

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
 * Leaves out what packages load at their start: cdktf's archiver for zip assets, a third of its loading time, and
 * commander's child_process for commands that are programs of their own.
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
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.cjs$/ }, () => ({
      contents: "exports.en = require('./en.cjs').default;",
    }));
  },
};

module.exports = { withoutLocales, withoutStackTraces, withoutUnused };
