'use strict';

const fs = require('node:fs');
const { createHash } = require('node:crypto');
const { join } = require('node:path');

/**
 * One small change of a source file.
 *
 * @typedef {object} Mutant
 * @property {string} id the same as long as the changed expression stands in the file, wherever that is
 * @property {string} file from the root of the project
 * @property {number} line
 * @property {string} change what stood there, and what does now
 * @property {string} text the file with the change
 */

/** Texts are judged by people and by the corpus of bad files. */
const LEFT_ALONE = ['StringLiteral'];

/**
 * Every mutant of some files, by Stryker's mutators.
 *
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {Promise<Mutant[]>}
 */
exports.mutantsOf = async (root, files) => {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const instrumenter = new Instrumenter(SILENT);
  /** @type {Mutant[]} */
  const mutants = [];
  for (const file of files) {
    const content = fs.readFileSync(join(root, file), 'utf8');
    const options = { plugins: null, excludedMutations: LEFT_ALONE, ignorers: [] };
    const found = await instrumenter.instrument([{ name: file, content, mutate: true }], options);
    const tried = found.mutants.filter(({ status }) => status === undefined);
    mutants.push(...withIds(tried.map((mutant) => changed(file, content, mutant))));
  }
  return mutants;
};

/**
 * @param {string} file
 * @param {string} content
 * @param {Pick<import('@stryker-mutator/api/core').Mutant, 'location' | 'replacement'>} mutant
 */
function changed(file, content, { location, replacement }) {
  const lines = content.split('\n');
  /** @param {import('@stryker-mutator/api/core').Position} position */
  const offset = ({ line, column }) => lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, column);
  const [start, end] = [offset(location.start), offset(location.end)];
  const change = `${oneLine(content.slice(start, end))} → ${oneLine(replacement)}`;
  const text = `${content.slice(0, start)}${replacement}${content.slice(end)}`;
  return { file, line: location.start.line + 1, change, text };
}

/**
 * @param {Omit<Mutant, 'id'>[]} mutants of one file
 * @returns {Mutant[]}
 */
function withIds(mutants) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return mutants.map((mutant) => {
    const key = `${mutant.file}\n${mutant.change}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { ...mutant, id: createHash('sha256').update(`${key}\n${before}`).digest('hex').slice(0, 16) };
  });
}

/** @param {string} text */
function oneLine(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

const silent = () => undefined;
const never = () => false;
/** @type {import('@stryker-mutator/api/logging').Logger} */
const SILENT = {
  isTraceEnabled: never,
  isDebugEnabled: never,
  isInfoEnabled: never,
  isWarnEnabled: never,
  isErrorEnabled: never,
  isFatalEnabled: never,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};
