'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, relative } = require('node:path');

/**
 * A copy of the project, in which files are changed and tests run.
 *
 * @typedef {object} Workplace
 * @property {string} folder
 * @property {(file: string) => string[]} relatedTests tests that import a file, by whatever way
 * @property {(tests: readonly string[], file: string, text: string) => boolean} notice
 *   whether one of some tests fails when a file has another text, or does not end
 * @property {() => void} remove
 */

/** A mutant may loop for ever; no selection of tests takes as long when it passes. */
const LONGEST = 10 * 60_000;

/**
 * @param {string} root
 * @returns {Workplace}
 */
exports.makeWorkplace = (root) => {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'lke-platform-mutants-')));
  copyTracked(root, folder);
  linkPackages(root, folder);
  /** @type {Map<string, string[]>} */
  const related = new Map();
  /** Whether a test passes without a change. @type {Map<string, boolean>} */
  const sound = new Map();

  return {
    folder,
    relatedTests(file) {
      const known = related.get(file) ?? related.set(file, findRelated(folder, file)).get(file);
      return known ?? [];
    },
    notice(tests, file, text) {
      const unknown = tests.filter((test) => !sound.has(test));
      const failing = unknown.length > 0 ? failingTests(folder, unknown) : [];
      for (const test of unknown) sound.set(test, !failing.includes(test));
      for (const test of failing) console.log(`  left out, because it fails without a change: ${test}`);

      const path = join(folder, file);
      const original = fs.readFileSync(path);
      fs.writeFileSync(path, text);
      try {
        const tried = tests.filter((test) => sound.get(test));
        return tried.length > 0 && jest(folder, ['--bail', '--runTestsByPath', ...tried]).status !== 0;
      } finally {
        fs.writeFileSync(path, original);
      }
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
};

/**
 * @param {string} folder
 * @param {readonly string[]} args
 */
function jest(folder, args) {
  const command = [join(folder, 'node_modules/jest/bin/jest.js'), '--ci', '--silent', '--maxWorkers=1'];
  const cache = `--cacheDirectory=${join(folder, 'coverage/jest')}`;
  return spawnSync(process.execPath, [...command, cache, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST,
    maxBuffer: 256 * 1024 * 1024,
  });
}

/**
 * @param {string} folder
 * @param {string} file
 * @returns {string[]} from the root
 */
function findRelated(folder, file) {
  const { stdout } = jest(folder, ['--listTests', '--findRelatedTests', file]);
  const tests = stdout.split('\n').filter((line) => line.startsWith(folder));
  return tests.map((test) => relative(folder, test)).sort();
}

/**
 * @param {string} folder
 * @param {readonly string[]} tests
 * @returns {string[]} from the root
 */
function failingTests(folder, tests) {
  const report = join(folder, 'coverage/jest.json');
  fs.rmSync(report, { force: true });
  jest(folder, ['--json', `--outputFile=${report}`, '--runTestsByPath', ...tests]);
  if (!fs.existsSync(report)) return [...tests];
  /** @type {{ testResults: { name: string, status: string }[] }} */
  const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const passed = testResults.filter(({ status }) => status === 'passed').map(({ name }) => relative(folder, name));
  return tests.filter((test) => !passed.includes(test));
}

/**
 * @param {string} root
 * @param {string} folder
 */
function copyTracked(root, folder) {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter((name) => name && fs.existsSync(join(root, name)))) {
    fs.mkdirSync(dirname(join(folder, file)), { recursive: true });
    fs.copyFileSync(join(root, file), join(folder, file));
  }
}

/**
 * Links to the installed packages; those that are workspaces lead to the copy, as npm's own links do.
 *
 * @param {string} root
 * @param {string} folder
 */
function linkPackages(root, folder) {
  for (const name of fs.readdirSync(join(root, 'node_modules'))) {
    const inner = name.startsWith('@')
      ? fs.readdirSync(join(root, 'node_modules', name)).map((it) => join(name, it))
      : [name];
    for (const path of inner) {
      const from = join(root, 'node_modules', path);
      const link = join(folder, 'node_modules', path);
      fs.mkdirSync(dirname(link), { recursive: true });
      fs.symlinkSync(fs.lstatSync(from).isSymbolicLink() ? fs.readlinkSync(from) : from, link);
    }
  }
  // The bindings of the provider are generated when packages are installed.
  for (const generated of ['lib', 'src']) {
    const path = join('packages/provider-linode', generated);
    if (!fs.existsSync(join(folder, path))) fs.symlinkSync(join(root, path), join(folder, path));
  }
}
