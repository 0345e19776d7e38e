'use strict';

/**
 * Fuzzes the hand-off service from its own OpenAPI file, once for each kind of caller: `npm run test:fuzz`. No answer may be
 * of a kind that the file does not name, none may say that the service failed, and nobody may do what their role has no
 * right to, whatever they send. `FUZZ_REQUESTS` is how many each caller sends at least, `FUZZ_SEED` begins with another one,
 * `FUZZ_CALLERS` names some of them: `kim,nobody`.
 */
const { execFileSync, spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { startInMemory } = require('./in-memory.js');

const root = join(__dirname, '../..');
const least = Number(process.env.FUZZ_REQUESTS ?? 10_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);
const only = process.env.FUZZ_CALLERS?.split(',');

const READS = ['getContract', 'getStatus', 'getHistory', 'listAccessRequests', 'showEnvironment'];
const ASKS = ['askForAccess', 'makeKubeconfigLink', 'sendAccessForm', 'sendKubeconfigForm'];
const APPROVES = ['approveAccess', 'sendApprovalForm', 'refuseAccess', 'sendRefusalForm'];
const WHO = ['whoAmI', 'listEnvironments', 'showOverview'];
/** Ends the session of the run itself. */
const ENDS = ['logOut', 'sendSignOutForm'];

/** Each caller, with the operations in which it may never succeed. @type {Readonly<Record<string, readonly string[]>>} */
const CALLERS = {
  ada: ['tellAlerts'],
  kim: [...APPROVES, 'tellAlerts'],
  ann: [...APPROVES, 'tellAlerts'],
  eve: [...READS, ...ASKS, ...APPROVES, 'tellAlerts'],
  'token-of-alertmanager': [...READS, ...ASKS, ...APPROVES],
  'token-of-stranger': [...READS, ...ASKS, ...APPROVES, 'tellAlerts'],
  nobody: [...WHO, ...READS, ...ASKS, ...APPROVES, ...ENDS, 'tellAlerts'],
};

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

async function main() {
  const program = execFileSync(join(root, '.ci/tools/schemathesis.sh'), { encoding: 'utf8' }).trim();
  let sent = 0;
  const wrong = [];
  for (const [caller, forbidden] of Object.entries(CALLERS)) {
    if (only && !only.includes(caller)) continue;
    const { count, problems } = await fuzz(program, caller, forbidden);
    console.log(`${caller}: ${count} requests${problems.length > 0 ? `, ${problems.length} problems` : ''}`);
    sent += count;
    for (const problem of problems) console.error(problem);
    wrong.push(...problems);
  }
  console.log(`${sent} requests in all, ${wrong.length} problems`);
  if (wrong.length > 0) process.exitCode = 1;
}

/**
 * Sends what one caller may think of, until it is enough.
 *
 * @param {string} program
 * @param {string} caller
 * @param {readonly string[]} forbidden
 */
async function fuzz(program, caller, forbidden) {
  const { address, people, process: service } = await startInMemory();
  const session = people[caller];
  const headers = session
    ? [`Cookie: ${session.cookie}`, `x-csrf-token: ${session.csrf}`]
    : caller.startsWith('token-')
      ? [`Authorization: Bearer ${caller}`]
      : [];
  const problems = [];
  let count = 0;
  try {
    for (let round = 0; count < least; round++) {
      const { status, stdout, stderr } = spawnSync(
        program,
        [
          ...['run', 'contracts/service-handoff-openapi.yaml', '--url', address, '--checks', CHECKS.join(',')],
          ...['--phases', 'examples,coverage,fuzzing', '--max-redirects', '0', '--seed', String(seed + round)],
          ...['--max-examples', '10', '--continue-on-failure', '--no-color', '--warnings', 'off'],
          // A machine that does other things as well is slow, and no finding.
          ...['--suppress-health-check', 'too_slow'],
          ...(session ? ENDS.flatMap((id) => ['--exclude-operation-id', id]) : []),
          ...headers.flatMap((header) => ['--header', header]),
        ],
        {
          ...{ cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
          env: {
            ...process.env,
            SCHEMATHESIS_HOOKS: join(__dirname, 'fuzz-hooks.py'),
            FUZZ_CSRF: session?.csrf ?? '',
          },
        },
      );
      if (status !== 0) problems.push(`seed ${seed + round}\n${`${stdout}${stderr}`.slice(-6000)}`);
      const answers = await answersOf(address);
      const before = count;
      count = answers.reduce((sum, answer) => sum + answer.count, 0);
      if (count === before) throw new Error(`nothing was sent\n${stdout}${stderr}`);
      problems.push(...wrongIn(answers, forbidden));
      if (problems.length > 0) break;
    }
  } finally {
    service.kill();
  }
  return { count, problems };
}

/**
 * @typedef {{ operation: string, status: number, count: number }} Answers
 * @param {string} address
 * @returns {Promise<Answers[]>}
 */
async function answersOf(address) {
  const text = await (await fetch(`${address}/metrics`, { headers: { connection: 'close' } })).text();
  const lines = text.matchAll(/_requests_total\{operation="(\w+)",status="(\d+)"\} (\d+)/g);
  return [...lines].map(([, operation = '', status, count]) => ({
    ...{ operation, status: Number(status), count: Number(count) },
  }));
}

/**
 * What the service itself counted and may not have.
 *
 * @param {readonly Answers[]} answers
 * @param {readonly string[]} forbidden
 */
const wrongIn = (answers, forbidden) =>
  answers.flatMap(({ operation, status, count }) => [
    ...(status >= 500 ? [`${operation} failed ${count} times with ${status}`] : []),
    ...(status < 400 && forbidden.includes(operation) ? [`${operation} was allowed ${count} times`] : []),
  ]);

void main();
