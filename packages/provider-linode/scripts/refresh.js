'use strict';

/**
 * Rewrites the committed schema from the whole schema of a provider: after adding names, or for another version. Says
 * what changes for those who use it.
 *
 *   node scripts/refresh.js [--add linode_x | --add data.linode_x]... [--version X.Y.Z]
 *                           [--schema FILE] [--selection FILE] [--out FILE]
 *
 * Without --schema the engine (`TERRAFORM_BINARY_NAME`, or `terraform`) downloads the provider and prints its schema.
 */

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { describeChanges } = require('./changes');
const { readJson, trim } = require('./schema');

const root = path.resolve(__dirname, '..');

/** An exact version, as `required_providers` names it. */
const VERSION = /^\d+\.\d+\.\d+$/;

/**
 * @param {import('./schema').Selection} selection
 * @param {string[]} additions Terraform addresses without a name: `linode_x`, `data.linode_x`
 * @param {string} version
 * @returns {import('./schema').Selection}
 */
function extend(selection, additions, version) {
  const dataSources = additions.filter((name) => name.startsWith('data.')).map((name) => name.slice('data.'.length));
  const resources = additions.filter((name) => !name.startsWith('data.'));
  return {
    provider: selection.provider,
    version,
    resources: [...new Set([...selection.resources, ...resources])].sort(),
    dataSources: [...new Set([...selection.dataSources, ...dataSources])].sort(),
  };
}

/**
 * Asks the provider binary for its schema, in a throw-away root module.
 * @param {import('./schema').Selection} selection
 * @returns {import('./schema').Schema}
 * @throws {Error} with the engine's own words when it fails
 */
function printSchema({ provider, version }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'provider-schema-'));
  try {
    const required = { subject: { source: provider, version } };
    fs.writeFileSync(
      path.join(folder, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    runEngine(folder, ['init', '-no-color']);
    return JSON.parse(runEngine(folder, ['providers', 'schema', '-json']));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function runEngine(cwd, args) {
  const engine = process.env.TERRAFORM_BINARY_NAME || 'terraform';
  const result = spawnSync(engine, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (result.status !== 0) {
    const reason = result.error?.message ?? result.stderr.trim();
    throw new Error(
      `${engine} ${args.join(' ')} failed: ${reason}\nWithout the engine or a way to the provider, name a schema file: --schema FILE --version X.Y.Z`,
    );
  }
  return result.stdout;
}

function main() {
  const { values: options } = parseArgs({
    options: {
      add: { type: 'string', multiple: true, default: [] },
      version: { type: 'string' },
      schema: { type: 'string' },
      selection: { type: 'string', default: path.join(root, 'selection.json') },
      out: { type: 'string', default: path.join(root, 'schema', 'linode.json') },
    },
  });
  if (options.schema && !options.version) {
    throw new Error(
      '--schema needs --version X.Y.Z: a schema file does not say which version of the provider it shows',
    );
  }
  if (options.version && !VERSION.test(options.version)) {
    throw new Error(`--version takes three numbers, such as 3.13.0; given: ${options.version}`);
  }
  /** @type {import('./schema').Selection} */
  const current = readJson(options.selection);
  const selection = extend(current, options.add, options.version ?? current.version);
  const whole = options.schema ? readJson(options.schema) : printSchema(selection);
  const source = options.schema ?? 'the schema printed by the engine';
  const trimmed = trim(whole, selection, { schema: source, selection: options.selection });

  const before = fs.existsSync(options.out) ? readJson(options.out) : undefined;
  fs.writeFileSync(options.out, `${JSON.stringify(trimmed, null, 1)}\n`);
  fs.writeFileSync(options.selection, `${JSON.stringify(selection, null, 2)}\n`);
  report(current, selection, options.out, changesBetween(before, trimmed));
}

/**
 * @param {import('./schema').Schema | undefined} before
 * @param {import('./schema').Schema} after
 */
function changesBetween(before, after) {
  return Object.entries(after.provider_schemas).flatMap(([address, now]) => {
    const old = before?.provider_schemas[address];
    return old ? describeChanges(old, now) : [];
  });
}

/**
 * @param {import('./schema').Selection} before
 * @param {import('./schema').Selection} after
 * @param {string} file
 * @param {string[]} changes
 */
function report(before, { provider, version, resources, dataSources }, file, changes) {
  const move = before.version === version ? version : `${before.version} → ${version}`;
  console.log(`${provider} ${move}: ${resources.length} resources, ${dataSources.length} data sources in ${file}`);
  console.log(changes.length > 0 ? changes.map((change) => `  ${change}`).join('\n') : '  the schema is the same');
  console.log('What to write again after that: CONTRIBUTING.md, "Another version of a provider".');
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
