'use strict';

/** A copy of the clone in a temporary folder, with a bundle cache of its own, for a benchmark to edit. */
const fs = require('node:fs');
const os = require('node:os');
const { join } = require('node:path');

const LEFT_OUT = new Set(['node_modules', '.git', 'cdktf.out', 'coverage']);

/**
 * @template T
 * @param {string} root the clone
 * @param {(folder: string) => T} use
 * @returns {T}
 */
function inWorkplace(root, use) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'lke-platform-bench-'));
  try {
    for (const name of fs.readdirSync(root)) {
      if (!LEFT_OUT.has(name)) fs.cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'));
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes a folder of links to installed packages. The cache beside them is left out.
 *
 * @param {string} from
 * @param {string} to
 */
function linkPackages(from, to) {
  fs.mkdirSync(to);
  for (const name of fs.readdirSync(from)) {
    if (name !== '.cache') fs.symlinkSync(join(from, name), join(to, name));
  }
}

module.exports = { inWorkplace };
