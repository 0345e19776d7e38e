'use strict';

/** Ends with exit code 0 when node_modules holds what package-lock.json asks for and the workspaces are built. */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, resolved?: string }} Package
 * @param {string} file
 * @returns {Record<string, Package>}
 */
function packages(file) {
  return existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')).packages : {};
}

const installed = packages('node_modules/.package-lock.json');
const wanted = Object.entries(packages('package-lock.json')).filter(([path]) => path.includes('node_modules/'));

const missing = wanted.filter(([path, { version, optional, devOptional }]) => {
  const found = installed[path];
  return found ? found.version !== version : !optional && !devOptional;
});

const unbuilt = wanted.filter(([, { link, resolved = '' }]) => {
  if (!link) return false;
  const { main } = JSON.parse(readFileSync(join(root, resolved, 'package.json'), 'utf8'));
  return main && !existsSync(join(root, resolved, main));
});

process.exitCode = missing.length + unbuilt.length === 0 ? 0 : 1;
