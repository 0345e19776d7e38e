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
 *   atMostMs?: number,
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
    targetOf(row),
    row.peakMb === undefined ? '' : `${row.peakMb.toFixed(0)} MB`,
  ]);
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return `# Benchmarks

Medians of one run of \`npm run bench\` on ${os.availableParallelism()} processors with Node ${process.versions.node}. When it ended, the load of the machine was ${os.loadavg()[1]?.toFixed(1)}. The programs run in turns; only the ratios say something about another machine.

${[['what', 'median', 'ratio', 'target', 'peak of a process'], ['---', '---', '---', '---', '---'], ...table].map(line).join('\n')}

## How to read it

- **Ratios count, milliseconds do not.** A median is of this machine on that day. A ratio compares two programs that ran in turns, so that whatever else the machine did met both; the column *target* is what the ratio is held against.
- **A synth** is the launcher's process on the committed \`platform.yaml\`, without npm or npx. Its ratio is to loading the library alone, which no synth can do without: 1.2 means that model, stacks and output take a fifth of that on top. An edit of \`platform.yaml\` counts as warm, because nothing is compiled then; an edit of a source bundles it again.
- **The default template** of CDKTF runs the same app on the same platform. Its ratio is how many times longer it takes than a warm synth, so there more is better.
- **A fleet** is the example under other names. Its ratio is the time per platform at 100 to that at 10: about 1 or less means that time grows no faster than the number of platforms. One platform alone pays for the start of the processes. The last column is the most memory that any process had; more than 300 MB would miss the target.
- **A plan** is that of all stacks of the example, deployed on the stand-ins, where nothing is left to do. Its ratio is to \`init\` and \`plan\` of the engine in the folder of each stack, one after the other, as one would do without the command. The command plans several stacks at once; what it does on top is reading the states, looking for orphans, and starting.
- **A contract** is read from the service over HTTP at a fixed rate, by a person and by a machine in turns, with a ledger in memory whose store takes 20 ms for each answer; time counts from when a read was due. Answers are five seconds old at most ([the guide](guides/handoff.md#watch-it)). In its rows the time is that of one read, not a median of runs.
- **The snapshots** are those of \`platform.yaml\`, which a pull request reviews.
- **A target that is missed** is printed by \`npm run bench\` and fails nothing: a busy machine is not a reason to stop a change. Run it again; what is missed twice is worth a look at the last changes of \`bin/\` and of the imports.
`;
}

/** @param {Row} row */
function targetOf({ atMost, atLeast, atMostMs }) {
  if (atMost !== undefined) return `at most ${atMost}`;
  if (atLeast !== undefined) return `at least ${atLeast}`;
  if (atMostMs === undefined) return '';
  return `at most ${atMostMs < 1000 ? `${atMostMs} ms` : `${atMostMs / 1000} s`}, idle`;
}

/**
 * What missed its target, in words.
 *
 * @param {readonly Row[]} rows
 */
function missed(rows) {
  return rows.flatMap(
    ({
      what,
      ms,
      atMostMs = Infinity,
      ratio = NaN,
      atMost = Infinity,
      atLeast = -Infinity,
      peakMb = 0,
      peakAtMost = Infinity,
    }) => [
      ...(ms > atMostMs ? [`${what}: ${ms.toFixed(0)} ms, target at most ${atMostMs} ms`] : []),
      ...(ratio > atMost ? [`${what}: ${ratio.toFixed(2)}, target at most ${atMost}`] : []),
      ...(ratio < atLeast ? [`${what}: ${ratio.toFixed(2)}, target at least ${atLeast}`] : []),
      ...(peakMb > peakAtMost ? [`${what}: ${peakMb.toFixed(0)} MB, target at most ${peakAtMost} MB`] : []),
    ],
  );
}

module.exports = { missed, report };
