'use strict';

/** Where bundles are kept: inside node_modules, or in the folder for temporary files where the clone is read-only. */
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');

/** @param {string} root the project's folder */
function preferredFolder(root) {
  return join(root, 'node_modules', '.cache', 'lke-platform');
}

/**
 * A cache folder that exists and can be written.
 *
 * @param {string} root the project's folder
 * @throws {Error} when the folder for temporary files holds one of the same name that others could write to
 */
function cacheFolder(root) {
  const preferred = preferredFolder(root);
  try {
    fs.mkdirSync(preferred, { recursive: true });
    fs.accessSync(preferred, fs.constants.W_OK);
    return preferred;
  } catch {
    return privateTemporaryFolder(root);
  }
}

/** @param {string} root */
function privateTemporaryFolder(root) {
  const { createHash } = require('node:crypto'); // takes a while to load
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = join(os.tmpdir(), `lke-platform-${os.userInfo().uid}-${clone}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  // Code is run from here, and anybody may create names in /tmp.
  if (process.platform !== 'win32' && (uid !== os.userInfo().uid || (mode & 0o022) !== 0)) {
    throw new Error(
      `the cache folder ${folder} can be written by others. Remove it, or set TMPDIR to a folder of yours.`,
    );
  }
  return folder;
}

module.exports = { cacheFolder, preferredFolder };
