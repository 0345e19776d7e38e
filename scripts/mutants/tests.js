'use strict';

const fs = require('node:fs');
const { dirname, join } = require('node:path');
const glob = require('fast-glob');

/** Where a change of a folder shows, without an engine, and with one. */
const SEEN_IN = [
  { sources: 'model/', without: ['model'], withEngine: [] },
  { sources: 'stacks/', without: ['stacks', 'platform'], withEngine: ['engine'] },
  { sources: 'operations/', without: ['operations', 'cli'], withEngine: ['operations', 'engine'] },
];

/** Any platform, many times over: too long for a mutant, and by chance only. */
const NEVER = /property\.test\.ts$|any-platform\.test\.ts$/;

/** Tests that run a real engine, or a whole command in a process of its own. */
const ENGINE =
  /__tests__\/engine\/|\.engine\.test\.ts$|operations\/(adopt\/(adopt|into-state)|bootstrap\/bootstrap)\.test\.ts$/;

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} from the root
 */
exports.sourcesIn = (root, folder) => glob.sync(`${folder}/**/*.ts`, { cwd: root }).sort();

/**
 * The tests that may notice a change of a file, nearest first.
 *
 * @param {string} file
 * @param {{ workplace: import('./workplace').Workplace, engine: boolean }} how
 * @returns {Generator<{ name: string, tests: readonly string[] }>}
 */
exports.testsOf = function* (file, { workplace, engine }) {
  const own = ownTests(workplace.folder, file);
  yield { name: 'its own tests', tests: own };

  const seen = SEEN_IN.find(({ sources }) => file.startsWith(sources));
  if (seen === undefined) throw new Error(`No tests are known for ${file}.`);
  const related = workplace.relatedTests(file).filter((test) => !NEVER.test(test) && !own.includes(test));
  /** @param {readonly string[]} folders */
  const within = (folders) => related.filter((test) => folders.some((name) => test.startsWith(`__tests__/${name}/`)));

  yield { name: 'related tests', tests: within(seen.without).filter((test) => !ENGINE.test(test)) };
  if (engine)
    yield { name: 'tests with an engine', tests: within(seen.withEngine).filter((test) => ENGINE.test(test)) };
};

/**
 * The test that mirrors a file, and what stands beside it under the same name.
 *
 * @param {string} folder
 * @param {string} file
 */
function ownTests(folder, file) {
  const mirrored = join('__tests__', file.replace(/\.ts$/, ''));
  const beside = join(folder, dirname(mirrored));
  if (!fs.existsSync(beside)) return [];
  return glob
    .sync([`${mirrored}.test.ts`, `${mirrored}/**/*.test.ts`], { cwd: folder })
    .filter((test) => !ENGINE.test(test));
}
