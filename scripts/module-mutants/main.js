'use strict';

// Changes every argument of the modules' main.tf, one at a time, and says which change their own tests let pass:
// `npm run modules:mutants`, or `npm run modules:mutants -- network`. It takes minutes, and is not part of CI.
const { spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { mutantsOf } = require('./mutants');

const MODULES = resolve(__dirname, '../../modules');
const named = process.argv.slice(2);
const modules = named.length > 0 ? named : directoriesIn(MODULES);

const survivors = modules.flatMap((name) => {
  const folder = mkdtempSync(join(tmpdir(), 'module-mutants-'));
  try {
    cpSync(join(MODULES, name), folder, { recursive: true });
    return survivorsIn(name, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
process.exitCode = survivors.length > 0 ? 2 : 0;

/**
 * @param {string} name
 * @param {string} folder a copy of the module
 */
function survivorsIn(name, folder) {
  const main = join(folder, 'main.tf');
  // What is refused is decided by the variables alone.
  const filters = readdirSync(join(folder, 'tests'))
    .filter((file) => !file.startsWith('validation'))
    .map((file) => `-filter=tests/${file}`);
  /** @param {string[]} args */
  const terraform = (...args) => spawnSync('terraform', args, { cwd: folder, encoding: 'utf8' });
  const original = readFileSync(main, 'utf8');
  terraform('init');
  const whole = terraform('test', '-no-color', ...filters);
  if (whole.status !== 0)
    throw new Error(`the tests of ${name} fail without a change:\n${whole.stdout}${whole.stderr}`);

  const mutants = mutantsOf(original);
  const left = mutants.filter(({ text }) => {
    writeFileSync(main, text);
    return terraform('test', ...filters).status === 0;
  });
  process.stdout.write(`${name}: ${mutants.length - left.length} of ${mutants.length} noticed\n`);
  for (const { what } of left) process.stdout.write(`  passed: ${what}\n`);
  return left;
}

/** @param {string} folder */
function directoriesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
