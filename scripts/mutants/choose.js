'use strict';

const { createHash } = require('node:crypto');

/**
 * A random sample that a seed decides. Each mutant has its own number in it, so that a change elsewhere in the
 * sources exchanges few of the chosen.
 *
 * @template {{ readonly id: string }} T
 * @param {readonly T[]} mutants
 * @param {number} size
 * @param {string} seed
 * @returns {T[]}
 */
exports.choose = (mutants, size, seed) => {
  if (!Number.isInteger(size) || size < 1) throw new Error(`--sample is ${size}. Allowed: a whole number from 1.`);
  /** @param {T} mutant */
  const place = ({ id }) => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  const ranked = mutants.map((mutant) => ({ mutant, at: place(mutant) })).sort((a, b) => (a.at < b.at ? -1 : 1));
  const chosen = new Set(ranked.slice(0, size).map(({ mutant }) => mutant));
  return mutants.filter((mutant) => chosen.has(mutant));
};
