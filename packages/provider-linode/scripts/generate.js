'use strict';

/**
 * Writes the bindings into `<out>/providers/<name>`: one folder per selected resource and data source, and one for the
 * provider. Needs neither network nor engine, and gives the same bytes for the same schema and selection.
 *
 *   node scripts/generate.js [--selection FILE] [--schema FILE] [--out FOLDER]
 */

// When it is loaded, @cdktf/commons starts `terraform version`, prints what that complains of, and reports a failure to
// its maker. Nothing here needs the engine: there is none to start, and nothing to report.
process.env.TERRAFORM_BINARY_NAME = 'no-engine';
process.env.CHECKPOINT_DISABLE = '1';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ConstructsMakerProviderTarget, Language } = require('@cdktf/commons');
const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = require('@cdktf/provider-generator');
const { readJson, trim } = require('./schema');

const root = path.resolve(__dirname, '..');

/**
 * @param {import('./schema').Schema} schema
 * @param {import('./schema').Selection} selection
 * @param {string} out replaced as a whole
 */
async function generate(schema, selection, out) {
  // The generator's type lists the format versions of old engines only; it reads 1.0 alike.
  const known = /** @type {ConstructorParameters<typeof TerraformProviderGenerator>[1]} */ (schema);
  const generator = new TerraformProviderGenerator(new CodeMaker(), known);
  const constraint = new TerraformProviderConstraint(`${selection.provider}@${selection.version}`);
  generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));

  fs.rmSync(out, { recursive: true, force: true });
  await generator.save(out);
}

async function main() {
  const { values: files } = parseArgs({
    options: {
      selection: { type: 'string', default: path.join(root, 'selection.json') },
      schema: { type: 'string', default: path.join(root, 'schema', 'linode.json') },
      out: { type: 'string', default: path.join(root, 'src') },
    },
  });
  /** @type {import('./schema').Selection} */
  const selection = readJson(files.selection);
  await generate(trim(readJson(files.schema), selection, files), selection, files.out);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
