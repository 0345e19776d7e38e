'use strict';

/** Leaves out of packages what takes time and what this project does not use. */

const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

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
 * What makes a stack's Terraform, with its elements resolved once. cdktf resolves each of them, and then all of them
 * together once more, which takes a quarter of a synth and changes nothing.
 *
 * @param {string} source of cdktf's terraform-stack.js
 */
const resolvingOnce = (source) =>
  source.replace(
    /\(tf, this\.rawOverrides\);\s+return \(0, (\w+)\.resolve\)\(this, tf\);/,
    '(tf, (0, $1.resolve)(this, this.rawOverrides));\n        return tf;',
  );

/**
 * Resolves the elements of a stack once.
 *
 * @type {import('esbuild').Plugin}
 */
const resolvedOnce = {
  name: 'resolved-once',
  setup({ onLoad }) {
    onLoad({ filter: /(cdktf|cdktn)[/\\]lib[/\\]terraform-stack\.js$/ }, ({ path }) => ({
      contents: resolvingOnce(readFileSync(path, 'utf8')),
    }));
  },
};

/**
 * Tells whether a value is certainly not a token, and has none in it: text with a token in it, and text that stands for a
 * map of tokens, has `Token` in it; a token as a number is too great for an integer, in text too; the number that stands
 * for a map of them is negative.
 */
const IS_PLAIN = `const isPlain = (value) =>
  typeof value === 'string' ? !/Token|e\\+\\d/.test(value)
    : typeof value === 'boolean' || value === null || (Number.isSafeInteger(value) && value >= 0);`;

/**
 * What resolves tokens, for values in which there can be none left as it is: nearly all that a stack consists of. Of each
 * of them cdktf makes a context, several closures and four searches.
 *
 * @param {string} source of cdktf's resolve.js
 */
const leavingPlainValues = (source) =>
  source
    .replace('function resolve(obj, options) {', `${IS_PLAIN}\n$&\n    if (isPlain(obj)) return obj;`)
    .replace('(0, encoding_1.containsMapToken)(obj)', '!Object.keys(obj).every(isPlain) && $&')
    .replace('makeContext()[0].resolve(key)', 'isPlain(key) ? key : $&')
    .replace('makeContext(key)[0].resolve(obj[key])', 'isPlain(obj[key]) ? obj[key] : $&')
    .replace('makeContext(`${i}`)[0].resolve(x)', 'isPlain(x) ? x : $&');

/**
 * Resolves what can hold a token, and nothing else.
 *
 * @type {import('esbuild').Plugin}
 */
const resolvedWhereNeeded = {
  name: 'resolved-where-needed',
  setup({ onLoad }) {
    onLoad({ filter: /(cdktf|cdktn)[/\\]lib[/\\]tokens[/\\]private[/\\]resolve\.js$/ }, ({ path }) => ({
      contents: leavingPlainValues(readFileSync(path, 'utf8')),
    }));
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
 * Loads each file of Grafana's builders when something of it is used. An index loads all of its folder, and by it most of
 * the package, for the four builders that dashboards are made of.
 *
 * @type {import('esbuild').Plugin}
 */
const grafanaOnDemand = {
  name: 'grafana-on-demand',
  setup({ onResolve, onLoad }) {
    const isIndex = /grafana-foundation-sdk[/\\]dist[/\\]\w+[/\\]index\.js$/;
    onResolve({ filter: /^\.\/\w+\.gen$/ }, ({ path, importer, resolveDir }) =>
      isIndex.test(importer) ? { path: join(resolveDir, `${path}.js`), namespace: 'builders' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builders' }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/\bexports\.(\w+) = /g);
      const file = JSON.stringify(path);
      const getters = [...new Set([...names].map(([, name]) => `get ${name}() { return require(${file}).${name}; },`))];
      return { contents: `module.exports = {\n${getters.join('\n')}\n__esModule: true };`, resolveDir: dirname(path) };
    });
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
  grafanaOnDemand,
  leavingPlainValues,
  resolvedOnce,
  resolvedWhereNeeded,
  resolvingOnce,
  withoutArchiver,
  withoutCredentialSources,
  withoutLocales,
  withoutStackTraces,
};
