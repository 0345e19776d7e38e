'use strict';

/**
 * Says what another schema changes for those who use it: what a stack may set now, may no longer set, or has to.
 */

/**
 * @typedef {object} Attribute
 * @property {boolean} [required]
 * @property {boolean} [optional]
 * @property {boolean} [computed]
 * @property {boolean} [sensitive]
 * @property {unknown} [type]
 * @property {{ attributes: Record<string, Attribute> }} [nested_type]
 */

/**
 * @typedef {object} Block
 * @property {Record<string, Attribute>} [attributes]
 * @property {Record<string, { block: Block }>} [block_types]
 */

/** @typedef {Record<string, { version?: number, block: Block }>} Schemas */

/**
 * One line for each difference, in the order of the schema; none when both say the same.
 * @param {import('./schema').ProviderSchema} before
 * @param {import('./schema').ProviderSchema} after
 * @returns {string[]}
 */
function describeChanges(before, after) {
  const provider = (/** @type {import('./schema').ProviderSchema} */ schema) =>
    /** @type {Schemas} */ ({ provider: schema.provider });
  return [
    ...changesOfAll('', provider(before), provider(after)),
    ...changesOfAll('', schemasOf(before, 'resource_schemas'), schemasOf(after, 'resource_schemas')),
    ...changesOfAll('data.', schemasOf(before, 'data_source_schemas'), schemasOf(after, 'data_source_schemas')),
  ];
}

/**
 * @param {import('./schema').ProviderSchema} schema
 * @param {'resource_schemas' | 'data_source_schemas'} part
 */
const schemasOf = (schema, part) => /** @type {Schemas} */ (schema[part] ?? {});

/**
 * @param {string} prefix
 * @param {Schemas} before
 * @param {Schemas} after
 */
function changesOfAll(prefix, before, after) {
  return namesOf(before, after).flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (!old) return [`+ ${prefix}${name}`];
    if (!now) return [`- ${prefix}${name}`];
    const upgraded =
      old.version === now.version ? [] : [`~ ${prefix}${name}: schema version ${old.version} → ${now.version}`];
    return [...upgraded, ...changesOfBlock(`${prefix}${name}`, old.block, now.block)];
  });
}

/**
 * @param {string} place
 * @param {Block} before
 * @param {Block} after
 * @returns {string[]}
 */
function changesOfBlock(place, before = {}, after = {}) {
  const blocks = [before.block_types ?? {}, after.block_types ?? {}];
  return [
    ...changesOfAttributes(place, before.attributes ?? {}, after.attributes ?? {}),
    ...namesOf(...blocks).flatMap((name) => {
      const [old, now] = blocks.map((types) => types[name]);
      if (!old) return [`+ ${place}.${name} (block)`];
      if (!now) return [`- ${place}.${name} (block)`];
      return changesOfBlock(`${place}.${name}`, old.block, now.block);
    }),
  ];
}

/**
 * @param {string} place
 * @param {Record<string, Attribute>} before
 * @param {Record<string, Attribute>} after
 * @returns {string[]}
 */
function changesOfAttributes(place, before, after) {
  return namesOf(before, after).flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    const path = `${place}.${name}`;
    if (!old) return [`+ ${path} (${modeOf(now)})`];
    if (!now) return [`- ${path} (${modeOf(old)})`];
    const nested = changesOfAttributes(path, old.nested_type?.attributes ?? {}, now.nested_type?.attributes ?? {});
    const modes = [modeOf(old), modeOf(now)];
    const retyped = JSON.stringify(old.type) !== JSON.stringify(now.type) ? [`~ ${path}: another type`] : [];
    return [...(modes[0] === modes[1] ? [] : [`~ ${path}: ${modes.join(' → ')}`]), ...retyped, ...nested];
  });
}

/** @param {Attribute | undefined} attribute */
function modeOf(attribute) {
  const modes = ['required', 'optional', 'computed', 'sensitive'];
  return modes.filter((mode) => attribute?.[/** @type {keyof Attribute} */ (mode)]).join(', ');
}

/** @param {Record<string, unknown>[]} records */
const namesOf = (...records) => [...new Set(records.flatMap((record) => Object.keys(record)))].sort();

module.exports = { describeChanges };
