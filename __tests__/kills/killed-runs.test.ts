import { setTimeout as sleep } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { killEngines, enginesOf, recover } from '../support/killed-run';
import { ended, type ExampleData, Workplace } from '../support/workplace';
import { inventoryOf, randomFrom, twiceIn } from './inventory';

/** How often each run is killed. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);
/** The moments follow from it, so that a round that failed can be run again. */
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const A_ROUND_MS = 10 * 60_000;

const random = randomFrom(SEED);

/** Who is killed: the engine as by lack of memory, the command alone, or both as by the loss of a machine. */
const VICTIMS = ['engine', 'command', 'both'] as const;

/** Takes the protection of an example platform off, and sets the version of a chart's values. */
const unprotected = (data: ExampleData): ExampleData => ({
  ...data,
  deletionProtection: false,
  environments: Object.fromEntries(
    Object.entries(data.environments).map(([name, environment]) => [
      name,
      { ...environment, deletionProtection: false },
    ]),
  ),
});

/** The same with metrics that are kept for another time, which is an upgrade of their chart. */
const withRetention = (retentionDays: number) => (data: ExampleData) => {
  const { observability, ...rest } = unprotected(data) as ExampleData & { observability: object };
  return { ...rest, observability: { ...observability, retentionDays } };
};

standInSuite(`a run that is killed at a random moment (KILL_SEED=${SEED})`, () => {
  let workplace: Workplace;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round + 1);
  const run = (...args: string[]) => workplace.command(...args, '--yes', '--no-snapshot');
  const must = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args);
    if (code !== 0) throw new Error(stdout + stderr);
  };

  /** Kills somebody within the time that the run takes. @returns who it was and when */
  const killAtRandom = async (usualMs: number, ...args: string[]) => {
    const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'both';
    const after = Math.round(random() * usualMs);
    const command = workplace.start(...args, '--yes', '--no-snapshot');
    const end = ended(command);
    await sleep(after);
    if (victim !== 'engine') command.kill('SIGKILL');
    if (victim !== 'command') killEngines(workplace);
    await end;
    // An engine that was not killed brings its work to its end.
    while (enginesOf(workplace).length > 0) await sleep(100);
    return `${victim} after ${after} ms`;
  };
  const isWhole = async (stack: string) => {
    const plan = await workplace.command('plan', stack);
    const orphans = await workplace.command('orphans');
    return { plan: plan.code, orphans: orphans.code, twice: twiceIn(inventoryOf(workplace.standIn.world)) };
  };
  const WHOLE = { plan: 0, orphans: 0, twice: [] };

  const timed = async (work: () => Promise<void>) => {
    const begin = Date.now();
    await work();
    return Date.now() - begin;
  };

  beforeAll(async () => {
    workplace = await Workplace.open();
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await workplace.synth(unprotected);
    await workplace.createBuckets();
  }, A_ROUND_MS);
  afterAll(() => workplace.close());

  const scenario = (name: string, prepare: () => Promise<void>, args: readonly string[], stack: string) => {
    describe(name, () => {
      let usualMs: number;
      beforeAll(async () => {
        await prepare();
        usualMs = await timed(() => must(...args));
      }, A_ROUND_MS);
      it.each(rounds)(
        'round %i ends in an empty plan, with nothing twice and nothing left',
        async () => {
          await prepare();
          const killed = await killAtRandom(usualMs, ...args);
          const ways = await recover(workplace, ...args, '--yes', '--no-snapshot');
          expect({ killed, ways, ...(await isWhole(stack)) }).toEqual({ killed, ways, ...WHOLE });
        },
        A_ROUND_MS,
      );
    });
  };

  scenario('the first apply of cluster', () => must('destroy', 'cluster'), ['apply', 'cluster'], 'cluster');
  scenario('the first apply of system', () => must('destroy', 'system'), ['apply', 'system'], 'system');

  let days = 10;
  scenario(
    'the upgrade of a chart',
    async () => {
      days += 1;
      await workplace.synth(withRetention(days));
    },
    ['apply', 'system'],
    'system',
  );
  scenario(
    'the destruction of an environment',
    () => must('apply', 'development'),
    ['destroy', 'development'],
    'system',
  );
});
