'use strict';

/**
 * Changes of a `main.tf` that a test of the module has to notice, one at a time.
 *
 * @typedef {{ readonly what: string, readonly text: string }} Mutant
 */

/** Arguments whose loss shows in an apply alone, so that no test with mocks can see it. */
const NEVER_SEEN = ['max_history', 'timeout', 'depends_on'];

/**
 * @param {string} text a `main.tf`
 * @returns {Mutant[]}
 */
exports.mutantsOf = (text) => {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => [...withoutArgument(lines, line, index), ...withoutBlock(lines, line, index)]);
};

/**
 * An argument that is left out.
 *
 * @param {string[]} lines
 * @param {string} line
 * @param {number} index
 * @returns {Mutant[]}
 */
function withoutArgument(lines, line, index) {
  const [, indent = '', name, value = ''] = /^( +)(\w+) += (.+)$/.exec(line) ?? [];
  if (name === undefined || NEVER_SEEN.includes(name) || /[{[(]$/.test(value)) return [];
  const wrong = name === 'for_each' ? '{}' : 'null';
  return [mutant(lines, index, 1, `${name} = ${wrong}`, [`${indent}${name} = ${wrong}`])];
}

/**
 * A block within a resource that is left out.
 *
 * @param {string[]} lines
 * @param {string} line
 * @param {number} index
 * @returns {Mutant[]}
 */
function withoutBlock(lines, line, index) {
  const [, indent = '', name] = /^( +)(dynamic "\w+"|lifecycle|acl|addresses|metadata) \{$/.exec(line) ?? [];
  if (name === undefined) return [];
  const end = lines.findIndex((other, at) => at > index && other === `${indent}}`);
  return [mutant(lines, index, end - index + 1, `without ${name}`, [])];
}

/**
 * @param {string[]} lines
 * @param {number} index
 * @param {number} count
 * @param {string} what
 * @param {string[]} replacement
 * @returns {Mutant}
 */
function mutant(lines, index, count, what, replacement) {
  const resource =
    lines
      .slice(0, index)
      .reverse()
      .find((line) => line.startsWith('resource ')) ?? '';
  return {
    what: `${resource.replace(/^resource "(\w+)" "(\w+)".*/, '$1.$2')}, line ${index + 1}: ${what}`,
    text: [...lines.slice(0, index), ...replacement, ...lines.slice(index + count)].join('\n'),
  };
}
