'use strict';

/**
 * Prints what a jest report adds to the sums of .ci/run: `PASSED FAILED SKIPPED`.
 *
 *   node .ci/jest-counts.js REPORT EXIT_CODE_OF_JEST
 */
const { existsSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');

/**
 * The parts of jest's `--json` report that are counted.
 *
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites files that could not run, whose tests therefore have no result
 * @property {{ name: string, assertionResults: { fullName: string, status: string }[] }[]} testResults
 */

/**
 * @param {Report | undefined} report undefined when jest ended without one
 * @param {number} exitCode jest's own
 * @param {{ ci: boolean, readme: string }} rules with `ci`, a skipped test is a failure unless the README lists it
 */
function counts(report, exitCode, { ci, readme }) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => ({ file: relative(root, name), fullName })),
  );
  const optional = optionalTests(readme);
  const refused = ci ? skipped.filter(({ file, fullName }) => !optional.has(file) && !optional.has(fullName)) : [];
  for (const { file, fullName } of refused) console.error(`skipped, but not optional: ${file}: ${fullName}`);

  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + refused.length;
  const failedOtherwise = failed === 0 && exitCode !== 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: failed + failedOtherwise,
    skipped: skipped.length - refused.length,
  };
}

/**
 * The tests that the README lists under "Optional tests", each in backticks: a file, or the full name of one test.
 *
 * @param {string} readme
 */
function optionalTests(readme) {
  const section = /^#+ Optional tests$([^]*?)(?=^#|$(?![^]))/m.exec(readme)?.[1] ?? '';
  return new Set(Array.from(section.matchAll(/`([^`]+)`/g), ([, test]) => test));
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

if (require.main === module) {
  const [reportFile = '', exitCode = '1'] = process.argv.slice(2);
  /** @type {Report | undefined} */
  const report = existsSync(reportFile) ? JSON.parse(read(reportFile)) : undefined;
  const rules = { ci: process.env.CI === 'true', readme: read(join(root, 'README.md')) };
  const { passed, failed, skipped } = counts(report, Number(exitCode), rules);
  console.log(passed, failed, skipped);
}

module.exports = { counts };
