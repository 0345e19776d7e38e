'use strict';

/**
 * What was measured of one thing.
 *
 * @typedef {{
 *   what: string,
 *   ms: number,
 *   ratio?: number,
 *   atMost?: number,
 *   atLeast?: number,
 *   peakMb?: number,
 *   peakAtMost?: number,
 * }} Row
 */

const os = require('node:os');

/**
 * The results as a page of Markdown.
 *
 * @param {readonly Row[]} rows
 */
function report(rows) {
  const table = rows.map((row) => [
    row.what,
    `${row.ms.toFixed(0)} ms`,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.atMost === undefined ? (row.atLeast === undefined ? '' : `at least ${row.atLeast}`) : `at most ${row.atMost}`,
    row.peakMb === undefined ? '' : `${row.peakMb.toFixed(0)} MB`,
  ]);
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return `# Benchmarks

Medians of one run of \`npm run bench\` on ${os.availableParallelism()} processors with Node ${process.versions.node}. The programs run in turns; only the ratios say something about another machine.

${[['what', 'median', 'ratio', 'target', 'peak of a process'], ['---', '---', '---', '---', '---'], ...table].map(line).join('\n')}

- A synth is the launcher's process on the committed \`platform.yaml\`, without npm or npx. Its ratio is to loading the library alone. An edit of \`platform.yaml\` counts as warm: nothing is compiled then.
- The default template of CDKTF runs the same app and the same platform. Its ratio is how many times longer it takes than a warm synth.
- A fleet is the example under other names. Its ratio is the time per platform at 100 to that at 10; no process may have more than 300 MB.
`;
}

/**
 * What missed its target, in words.
 *
 * @param {readonly Row[]} rows
 */
function missed(rows) {
  return rows.flatMap(
    ({ what, ratio = NaN, atMost = Infinity, atLeast = -Infinity, peakMb = 0, peakAtMost = Infinity }) => [
      ...(ratio > atMost ? [`${what}: ${ratio.toFixed(2)}, target at most ${atMost}`] : []),
      ...(ratio < atLeast ? [`${what}: ${ratio.toFixed(2)}, target at least ${atLeast}`] : []),
      ...(peakMb > peakAtMost ? [`${what}: ${peakMb.toFixed(0)} MB, target at most ${peakAtMost} MB`] : []),
    ],
  );
}

module.exports = { missed, report };
