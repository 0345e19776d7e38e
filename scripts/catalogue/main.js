'use strict';

/**
 * Refreshes the tables of what Linode offers and what it costs, from the public part of its API. No token is needed.
 *
 *   npm run catalogue [-- --check]
 *
 * `LINODE_URL` names another API. What is not told without a token stays as it is, and is named. `--check` writes
 * nothing, and ends with 2 where the tables differ.
 */

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { differences, notRefreshed, offerOf } = require('./offer');

const TABLES = path.resolve(__dirname, '../../model/catalogue');
const FILE = path.join(TABLES, 'offer.json');
const PLACES = path.join(TABLES, 'places.json');
const TIMEOUT_MS = 30_000;
const PAGE_SIZE = 500;

const api = (process.env.LINODE_URL || 'https://api.linode.com').replace(/\/+$/, '').replace(/\/v\d+\w*$/, '');

/**
 * All pages of a list.
 * @param {string} list
 * @param {'v4' | 'v4beta'} [version]
 * @returns {Promise<any[]>} the boundary: offer.js names the shape
 */
async function all(list, version = 'v4') {
  const found = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const address = `${api}/${version}/${list}?page=${page}&page_size=${PAGE_SIZE}`;
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

/** The price of the enterprise tier, which the beta alone tells; nothing where it does not, so that the price is kept. */
const pricesOfEnterprise = async () =>
  (await all('lke/types', 'v4beta').catch(() => [])).filter(({ id }) => id === 'lke-e');

/** The versions of the enterprise tier; undefined where they are not told without a token. */
async function ofEnterprise() {
  const versions = await all('lke/tiers/enterprise/versions', 'v4beta').catch(() => []);
  return versions.length > 0 ? versions : undefined;
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
      'network-transfer/prices',
    ].map((list) => all(list)),
  );
  const answers = {
    types: types ?? [],
    regions: regions ?? [],
    versions: versions ?? [],
    enterpriseVersions: await ofEnterprise(),
    services: [...services.flat(), ...(await pricesOfEnterprise())],
  };
  const after = offerOf(before, answers, new Date().toISOString().slice(0, 10));
  const changes = differences(before, after);
  console.log(changes.length > 0 ? changes.join('\n') : 'nothing differs but the date');
  console.log(notRefreshed(after, answers, JSON.parse(fs.readFileSync(PLACES, 'utf8'))).join('\n'));
  if (values.check) process.exitCode = changes.length > 0 ? 2 : 0;
  else fs.writeFileSync(values.file, `${JSON.stringify(after, null, 2)}\n`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
