'use strict';

/** Leaves out of packages what takes time and what this project does not use. */

/** Where cdktf formats an unlimited stack trace for every token it makes: a quarter of a synth's time. */
const STACK_TRACE = /cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/;

/** What stands there instead. The second name is cdktn's, which continues cdktf. */
const NO_STACK_TRACE = 'exports.captureStackTrace = exports.captureCreationStack = () => [];';

/**
 * Makes tokens without a stack trace.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutStackTraces = {
  name: 'without-stack-traces',
  setup({ onLoad }) {
    onLoad({ filter: STACK_TRACE }, () => ({ contents: NO_STACK_TRACE }));
  },
};

/**
 * Leaves out cdktf's archiver for zip assets, a third of its loading time.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutArchiver = {
  name: 'without-archiver',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^archiver$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `module.exports = () => { throw new Error('${path} is not part of this bundle'); };`,
    }));
  },
};

/**
 * Loads child_process, which brings half of node's network with it, when it is used. cdktf and commander load it at
 * their start, for what a synth never does.
 *
 * @type {import('esbuild').Plugin}
 */
const childProcessOnDemand = {
  name: 'child-process-on-demand',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
      /node_modules[/\\](cdktf|cdktn|commander)[/\\]/.test(importer)
        ? { path: 'node:child_process', namespace: 'on-demand' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
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

/**
 * The S3 client looks for a key in files, at metadata services and at Amazon's login, where nobody gives it one. Here
 * everybody does.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutCredentialSources = {
  name: 'without-credential-sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({ path, namespace: 'keyless' }));
    onLoad({ filter: /.*/, namespace: 'keyless' }, () => ({
      contents: "export const defaultProvider = () => () => { throw new Error('the client was given no key'); };",
    }));
  },
};

module.exports = {
  NO_STACK_TRACE,
  childProcessOnDemand,
  withoutArchiver,
  withoutCredentialSources,
  withoutLocales,
  withoutStackTraces,
};
