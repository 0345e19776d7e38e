'use strict';

const fs = require('node:fs');
const { distance } = require('fastest-levenshtein');

/**
 * What is taken from a provider: the content of a selection file.
 * @typedef {object} Selection
 * @property {string} provider source address without a host, e.g. `linode/linode`
 * @property {string} version exact version, e.g. `3.13.0`
 * @property {string[]} resources resource types, e.g. `linode_vpc`
 * @property {string[]} dataSources data source types
 */

/**
 * @typedef {object} ProviderSchema
 * @property {object} provider schema of the provider block
 * @property {Record<string, object>} [resource_schemas]
 * @property {Record<string, object>} [data_source_schemas]
 */

/**
 * What `terraform providers schema -json` prints. It lacks `provider_versions`; the generator needs them.
 * @typedef {object} Schema
 * @property {string} format_version
 * @property {Record<string, ProviderSchema>} provider_schemas
 * @property {Record<string, string>} [provider_versions]
 */

/** Texts change with every release and say nothing about the shape; without them a diff shows what changed. */
const TEXTS = new Set(['description', 'description_kind', 'deprecation_message']);

/**
 * Cuts a schema down to the selected resources and data sources and the provider block: without texts, with the
 * version, under Terraform's registry whichever engine printed it.
 * @param {Schema} schema
 * @param {Selection} selection
 * @param {{ schema: string, selection: string }} files where the two were read, for messages
 * @returns {Schema}
 * @throws {Error} when the schema is of another provider, or lacks selected names (all are listed)
 */
function trim(schema, selection, files) {
  const found = Object.entries(schema.provider_schemas ?? {}).find(([key]) => key.endsWith(`/${selection.provider}`));
  if (!found) {
    const others = Object.keys(schema.provider_schemas ?? {}).join(', ') || 'none';
    throw new Error(`${files.schema} holds no provider ${selection.provider}; it holds: ${others}`);
  }
  const { provider, resource_schemas: resources = {}, data_source_schemas: dataSources = {} } = found[1];
  const unknownResources = describeUnknown(selection.resources, resources, dataSources);
  const unknownDataSources = describeUnknown(selection.dataSources, dataSources, resources);
  if (unknownResources.length + unknownDataSources.length > 0) {
    throw new Error(
      [
        `${files.selection} names what ${files.schema} (${selection.provider} ${selection.version}) does not hold:`,
        ...(unknownResources.length > 0 ? ['resources', ...unknownResources] : []),
        ...(unknownDataSources.length > 0 ? ['dataSources', ...unknownDataSources] : []),
        'Correct the name. One that the provider has, but that was never selected, is added by running refresh with',
        '--add NAME (a data source: --add data.NAME); see packages/provider-linode/README.md.',
      ].join('\n'),
    );
  }
  const address = `registry.terraform.io/${selection.provider}`;
  return {
    format_version: schema.format_version,
    provider_versions: { [address]: selection.version },
    provider_schemas: {
      [address]: withoutTexts({
        provider,
        resource_schemas: pick(resources, selection.resources),
        data_source_schemas: pick(dataSources, selection.dataSources),
      }),
    },
  };
}

/**
 * @param {string[]} names
 * @param {Record<string, object>} available
 * @param {Record<string, object>} others the schemas of the other list
 */
function describeUnknown(names, available, others) {
  return names
    .filter((name) => !(name in available))
    .map((name) => {
      if (name in others) return `  "${name}": it belongs in the other list`;
      const nearest = Object.keys(available).sort((a, b) => distance(a, name) - distance(b, name));
      return `  "${name}": nearest are ${nearest.slice(0, 3).join(', ')}`;
    });
}

/**
 * @param {Record<string, object>} schemas
 * @param {string[]} names
 */
function pick(schemas, names) {
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.includes(name)));
}

/**
 * Arrays are kept whole: they are types (`["object", {"description": "string"}]`), which hold no texts. An attribute may
 * itself be called `description`; then its value is an object.
 * @template T
 * @param {T} node
 * @returns {T}
 */
function withoutTexts(node) {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(TEXTS.has(key) && typeof value === 'string'));
  return /** @type {T} */ (Object.fromEntries(kept.map(([key, value]) => [key, withoutTexts(value)])));
}

/**
 * @param {string} file
 * @returns {any} the boundary: callers name the type
 * @throws {Error} naming the file when it cannot be read or is not JSON
 */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

module.exports = { trim, readJson };
