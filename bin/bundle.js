'use strict';

/**
 * Keeps the bundle of each entry current: builds it again only when one of its sources changed. What an entry imports
 * of packages can be a bundle beside it, which changes when packages are installed.
 *
 * A stamp beside the bundle holds the modification time and size of every source. A bundle is named by its content,
 * and bundle and stamp are put in place by a rename, so processes that build at the same time cannot mix their results.
 */
const fs = require('node:fs');
const { join } = require('node:path');
const { cacheFolder, preferredFolder } = require('./cache-folder.js');
const { entries } = require('./entries.js');

/** Files that change a bundle though it does not contain them. npm writes the second one at every install. */
const alwaysWatched = [
  'package-lock.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
  'bin/bundle.js',
  'bin/compile.js',
  'bin/entries.js',
  'bin/lean-packages.js',
];

/** A process needs far less than an hour between reading a stamp and loading the bundle it names. */
const keepOldBundlesMs = 3_600_000;

/** Modification times come from a clock that lags behind by up to one tick of the kernel. */
const clockTickMs = 10;

/**
 * Returns the path of an entry's current bundle, after building it if need be.
 *
 * @param {string} root the project's folder
 * @param {keyof typeof entries} name
 * @returns {Promise<string>}
 * @throws {Error} when a source does not compile, with every place that is wrong
 */
async function bundle(root, name) {
  const current = currentBundle(root, preferredFolder(root), name);
  if (current) return current;
  const folder = cacheFolder(root);
  return currentBundle(root, folder, name) ?? (await build(root, folder, name));
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} name
 */
function currentBundle(root, folder, name) {
  const stamp = readStamp(join(folder, `${name}.json`));
  if (!stamp) return undefined;
  const file = join(folder, stamp.bundle);
  const unchanged = Object.entries(stamp.sources).every(([source, seen]) => signature(join(root, source)) === seen);
  const complete = [stamp.bundle, ...(stamp.beside ?? [])].every((name) => fs.existsSync(join(folder, name)));
  return unchanged && complete ? file : undefined;
}

/**
 * @typedef {object} Stamp
 * @property {string} bundle name of the file
 * @property {string[]} [beside] names of files that it loads
 * @property {string[]} packages what it has of packages
 * @property {Record<string, string>} sources signature of each source
 *
 * @param {string} file
 */
function readStamp(file) {
  try {
    return /** @type {Stamp} */ (JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return undefined; // missing, or damaged: either way the bundle is built
  }
}

/**
 * @param {string} file
 * @param {number} [unsafeSince] a file modified since then may not be what was compiled, and never counts as unchanged
 */
function signature(file, unsafeSince = Infinity) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return 'missing';
  return stat.mtimeMs < unsafeSince ? `${stat.mtimeMs}:${stat.size}` : 'changed during the build';
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {keyof typeof entries} name
 */
async function build(root, folder, name) {
  const unsafeSince = Date.now() - clockTickMs;
  const compiled = await require('./compile.js').compile(root, entries[name]);
  if (compiled.packages.size === 0) return keep(root, folder, name, compiled, unsafeSince);
  const packages = await packagesBundle(root, folder, `packages-of-${name}`, compiled.packages);
  // Whoever loads the bundle finds the packages in the file beside it.
  const find = 'var require=((require,packages)=>(name)=>packages[name]?packages[name]():require(name))';
  const code = `${find}(require,require('./${packages.bundle}'));${compiled.code}`;
  const sources = [...compiled.sources, ...Object.keys(packages.sources)];
  return keep(root, folder, name, { ...compiled, code, sources }, unsafeSince, [packages.bundle]);
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} name
 * @param {import('./compile.js').Packages} packages
 * @returns {Promise<Stamp>}
 */
async function packagesBundle(root, folder, name, packages) {
  const stamp = readStamp(join(folder, `${name}.json`));
  const has = new Set(stamp?.packages);
  const isEnough = [...packages.keys()].every((one) => has.has(one));
  if (stamp && isEnough && currentBundle(root, folder, name)) return stamp;
  const unsafeSince = Date.now() - clockTickMs;
  const compiled = await require('./compile.js').compilePackages(root, packages);
  keep(root, folder, name, { ...compiled, packages }, unsafeSince);
  return /** @type {Stamp} */ (readStamp(join(folder, `${name}.json`)));
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} name
 * @param {import('./compile.js').Compiled} compiled
 * @param {number} unsafeSince
 * @param {string[]} [beside]
 * @returns {string} the file
 */
function keep(root, folder, name, { code, sources, packages }, unsafeSince, beside = []) {
  const { createHash } = require('node:crypto'); // takes a while to load
  const file = `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`;
  /** @type {Stamp} */
  const stamp = { bundle: file, beside, packages: [...packages.keys()], sources: {} };
  for (const source of [...sources, ...alwaysWatched]) {
    stamp.sources[source] = signature(join(root, source), unsafeSince);
  }

  putInPlace(join(folder, file), code);
  putInPlace(join(folder, `${name}.json`), JSON.stringify(stamp));
  removeOldBundles(folder, name, file);
  return join(folder, file);
}

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 */
function putInPlace(file, content) {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} current
 */
function removeOldBundles(folder, name, current) {
  const bundles = new RegExp(`^${name}-[0-9a-f]{16}\\.js`);
  for (const file of fs.readdirSync(folder).filter((other) => bundles.test(other) && other !== current)) {
    const stat = fs.statSync(join(folder, file), { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > keepOldBundlesMs) fs.rmSync(join(folder, file), { force: true });
  }
}

module.exports = { bundle };
