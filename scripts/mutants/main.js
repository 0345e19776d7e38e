'use strict';

// Changes the logic of some folders in small ways, one at a time, and says which changes no test notices:
// `npm run mutants -- model/rules --sample 60`. docs/mutants.md says how to read it. Hours, and no part of CI.
const fs = require('node:fs');
const { join, resolve } = require('node:path');
const { parseArgs } = require('node:util');
const { choose } = require('./choose');
const { mutantsOf } = require('./mutants');
const { sourcesIn, testsOf } = require('./tests');
const { makeWorkplace } = require('./workplace');

const FOLDERS = ['model/rules', 'model/derive', 'stacks', 'operations'];
const root = resolve(__dirname, '../..');
const reports = join(root, 'coverage', 'mutants');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'lke-platform' },
    survivors: { type: 'boolean', default: false },
    engine: { type: 'boolean', default: false },
  },
});

main().catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main() {
  const folders = positionals.length > 0 ? positionals : FOLDERS;
  for (const folder of folders) {
    if (!FOLDERS.some((known) => folder === known || folder.startsWith(`${known}/`)))
      throw new Error(
        `There is no way to choose tests for ${folder}. Allowed: ${FOLDERS.join(', ')}, or what is in them.`,
      );
  }
  const workplace = makeWorkplace(root);
  process.on('exit', workplace.remove);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

  let left = 0;
  for (const folder of folders) left += await tryFolder(folder, workplace);
  process.exitCode = left > 0 ? 2 : 0;
}

/**
 * @param {string} folder
 * @param {import('./workplace').Workplace} workplace
 * @returns {Promise<number>} how many mutants no test noticed
 */
async function tryFolder(folder, workplace) {
  const file = join(reports, `${folder.replaceAll('/', '-')}.json`);
  const all = await mutantsOf(root, sourcesIn(root, folder));
  const chosen = options.survivors ? survivorsOf(all, file) : choose(all, Number(options.sample), options.seed);
  console.log(`${folder}: ${chosen.length} of ${all.length} mutants, seed ${options.seed}`);

  /** @type {{ id: string, file: string, line: number, change: string, noticedBy: string | null }[]} */
  const results = [];
  fs.mkdirSync(reports, { recursive: true });
  for (const mutant of chosen) {
    const noticedBy = noticed(mutant, workplace);
    const { id, file: source, line, change } = mutant;
    results.push({ id, file: source, line, change, noticedBy });
    // What was tried stays, even if the rest takes too long.
    fs.writeFileSync(file, JSON.stringify({ seed: options.seed, of: all.length, results }, null, 2));
    if (noticedBy === null) console.log(`  not noticed: ${source}:${line}  ${change}`);
  }
  const survivors = results.filter(({ noticedBy }) => noticedBy === null);
  console.log(`${folder}: ${results.length - survivors.length} of ${results.length} noticed`);
  return survivors.length;
}

/**
 * Which kind of tests notices a mutant first, from the nearest to the farthest; null if none does.
 *
 * @param {import('./mutants').Mutant} mutant
 * @param {import('./workplace').Workplace} workplace
 */
function noticed(mutant, workplace) {
  for (const { name, tests } of testsOf(mutant.file, { workplace, engine: options.engine })) {
    if (workplace.notice(tests, mutant.file, mutant.text)) return name;
  }
  return null;
}

/**
 * @param {import('./mutants').Mutant[]} all
 * @param {string} file the report of a former run
 */
function survivorsOf(all, file) {
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: run without --survivors first.`);
  /** @type {{ results: { id: string, noticedBy: string | null }[] }} */
  const { results } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const survivors = new Set(results.filter(({ noticedBy }) => noticedBy === null).map(({ id }) => id));
  return all.filter(({ id }) => survivors.has(id));
}
