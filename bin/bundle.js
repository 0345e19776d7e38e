'use strict';

/**
 * Keeps the bundle of each entry current: builds it again only when one of its sources changed.
 *
 * A stamp beside the bundle holds the modification time and size of every source. A bundle is named by its content,
 * and bundle and stamp are put in place by a rename, so processes that build at the same time cannot mix their results.
 */
const fs = require('node:fs');
const { join } = require('node:path');
const { cacheFolder, preferredFolder } = require('./cache-folder.js');
const entries = require('./entries.js');

/** Files that change a bundle though it does not contain them. npm writes the second one at every install. */
const alwaysWatched = [
  'package-lock.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
  'bin/bundle.js',
  'bin/compile.js',
  'bin/entries.js',
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
  return unchanged && fs.existsSync(file) ? file : undefined;
}

/**
 * @typedef {{ bundle: string, sources: Record<string, string> }} Stamp
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
  const { code, sources } = await require('./compile.js').compile(root, entries[name]);
  const { createHash } = require('node:crypto'); // takes a while to load
  const file = `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`;
  /** @type {Stamp} */
  const stamp = { bundle: file, sources: {} };
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
