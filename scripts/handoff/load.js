'use strict';

/**
 * Reads contracts at a fixed rate, whether the service keeps up or not, and prints how long the answers took from the
 * moment at which they were due, as one line of JSON. The store takes 20 ms for an answer.
 */
const http = require('node:http');
const { performance } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { startInMemory } = require('./in-memory.js');

const RATE = Number(process.env.RATE ?? 200);
const SECONDS = Number(process.env.SECONDS ?? 15);
const WARM_SECONDS = 2;

async function main() {
  const { address, people, process: service } = await startInMemory({ STORE_MS: '20' });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const callers = [{ cookie: people.kim?.cookie }, { authorization: 'Bearer token-of-catalog' }];
  /** @type {number[]} */
  const took = [];
  let failed = 0;
  const began = performance.now();
  const read = (/** @type {number} */ index) =>
    new Promise((resolve) => {
      const due = began + (index * 1000) / RATE;
      const url = `${address}/v1/environments/production/contract`;
      const request = http.get(url, { agent, headers: callers[index % callers.length] }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode !== 200) failed += 1;
          if (index >= WARM_SECONDS * RATE) took.push(performance.now() - due);
          resolve(undefined);
        });
      });
      request.on('error', () => {
        failed += 1;
        resolve(undefined);
      });
    });
  const reads = [];
  for (let index = 0; index < (SECONDS + WARM_SECONDS) * RATE; index++) {
    const early = began + (index * 1000) / RATE - performance.now();
    if (early > 0) await sleep(early);
    reads.push(read(index));
  }
  await Promise.all(reads);
  agent.destroy();
  service.kill();
  took.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => took[Math.floor(took.length * share)] ?? NaN;
  console.log(JSON.stringify({ reads: took.length, failed, p50: at(0.5), p99: at(0.99), worst: took.at(-1) }));
}

void main();
