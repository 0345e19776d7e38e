'use strict';

/** Preloaded into every process of a program: notes at its end how much memory it had at most. */
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  appendFileSync(process.env.LKE_PLATFORM_BENCH_RECORD ?? '/dev/null', `${process.resourceUsage().maxRSS}\n`);
});
