'use strict';

/**
 * Refreshes the tables of what Linode offers and what it costs, from the public part of its API. No token is needed.
 *
 *   npm run catalogue [-- --check]
 *
 * `LINODE_URL` names another API. `--check` writes nothing, and ends with 2 where the tables differ.
 */

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { differences, offerOf } = require('./offer');

const FILE = path.resolve(__dirname, '../../model/catalogue/offer.json');
const TIMEOUT_MS = 30_000;
const PAGE_SIZE = 500;

const base = `${(process.env.LINODE_URL || 'https://api.linode.com').replace(/\/+$/, '').replace(/\/v\d+\w*$/, '')}/v4`;

/**
 * All pages of a list.
 * @param {string} list
 * @returns {Promise<any[]>} the boundary: offer.js names the shape
 */
async function all(list) {
  const found = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const address = `${base}/${list}?page=${page}&page_size=${PAGE_SIZE}`;
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error) => {
      throw new Error(`${address}: ${error.cause?.message ?? error.message}`);
    });
    if (!response.ok) throw new Error(`${address}: it answers ${response.status}`);
    const body = /** @type {{ data: any[], pages: number }} */ (await response.json());
    found.push(...body.data);
    pages = body.pages;
  }
  return found;
}

async function main() {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, file: { type: 'string', default: FILE } },
  });
  const before = JSON.parse(fs.readFileSync(values.file, 'utf8'));
  const [types, regions, versions, ...services] = await Promise.all(
    [
      'linode/types',
      'regions',
      'lke/versions',
      'lke/types',
      'nodebalancers/types',
      'volumes/types',
      'object-storage/types',
    ].map(all),
  );
  const answers = { types: types ?? [], regions: regions ?? [], versions: versions ?? [], services: services.flat() };
  const after = offerOf(before, answers, new Date().toISOString().slice(0, 10));
  const changes = differences(before, after);
  console.log(changes.length > 0 ? changes.join('\n') : 'nothing differs but the date');
  if (values.check) process.exitCode = changes.length > 0 ? 2 : 0;
  else fs.writeFileSync(values.file, `${JSON.stringify(after, null, 2)}\n`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
