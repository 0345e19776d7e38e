import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { inventory } from '../support/inventory';
import { enginesOf, killedRun, killEngines, recover } from '../support/killed-run';
import { RollbackDesk } from '../support/rollback';
import { ended, type ExampleData, Workplace } from '../support/workplace';
import { randomFrom } from './inventory';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const A_ROUND_MS = 10 * 60_000;
const STATE = 'acme/production.tfstate';

/** What a run writes, in its order: whoever goes back may be killed right after each. */
const STEPS: readonly (readonly [string, RegExp])[] = [
  ['the consent is in the ledger', /^production\/\d+\.json$/],
  ['the copy of the state is taken', /^snapshots\/production\//],
  ['the former configuration is kept', /^applied\/production\/.*configuration\.zip$/],
  ['the apply of it is noted', /^applied\/production\/.*begun\.json$/],
  ['its own way back is kept', /^rollback\/production\//],
  ['the engine has written the state', /^acme\/production\.tfstate$/],
  ['the end is noted', /^applied\/production\/.*ended\.json$/],
];
const STEPS_OF_RESTORING: readonly (readonly [string, RegExp])[] = [
  ['the lock is taken', /^acme\/production\.tfstate\.tflock$/],
  ['the damaged state is put aside', /\.damaged-/],
  ['the restoring is noted', /^applied\/production\/.*written\.json$/],
  ['the copy is in the place of the state', /^acme\/production\.tfstate$/],
];

standInSuite(`a rollback that is killed (KILL_SEED=${SEED})`, () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  let identity: string;
  const random = randomFrom(SEED);
  const see = () => inventory(workplace);
  const bucket = () => workplace.s3.bucket('acme-platform-state');

  /** The example, with a quota, a label and a pool more or less of production. */
  const withMore = (isMore: boolean) => (data: ExampleData) => {
    const { production, ...others } = data.environments;
    if (!production) throw new Error('the example has no production');
    const pool = { name: 'rolled', instanceType: 'g6-dedicated-4', count: 3 };
    const more = { labels: { rolled: 'back' }, nodePools: [...production.nodePools, pool] };
    return { ...data, environments: { ...others, production: { ...production, ...(isMore && more) } } };
  };
  /** Applies the change. @returns the words of its rollback */
  const change = async (...more: string[]) => {
    await workplace.synth(withMore(true));
    const { id } = await desk.applied();
    const step = 'destroy:linode_lke_node_pool.pool["rolled"]';
    return ['rollback', 'run', id, '--yes', '--yes-to', step, ...more];
  };
  /** Kills command and engine when something of the store was written. */
  const killedAt = (pattern: RegExp, words: readonly string[]) =>
    killedRun(workplace, words, (kill) => {
      workplace.s3.onChange = ({ key }) => {
        if (!pattern.test(key)) return;
        workplace.s3.onChange = undefined;
        kill();
      };
    }).finally(() => {
      workplace.s3.onChange = undefined;
    });

  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    const secret = await generateIdentity();
    identity = join(workplace.folder, 'identity');
    writeFileSync(identity, secret, { mode: 0o600 });
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(secret);
    await workplace.synth(withMore(false));
    await workplace.createBuckets();
    const { code, stderr } = await workplace.command('apply', 'cluster', 'system', 'production', '--yes');
    if (code !== 0) throw new Error(stderr);
  }, A_ROUND_MS);
  afterAll(() => workplace.close());

  /** Releases the lock that a killed run left, as `doctor` says it. */
  const release = async () => {
    if (!bucket().keys().includes(`${STATE}.tflock`)) return;
    await expect(workplace.command('unlock', 'production', '--yes')).resolves.toMatchObject({ code: 0 });
  };
  /** Kills each run a step later than the one before, and lets the last one come to its end. */
  const killedAtEach = async (steps: typeof STEPS, words: readonly string[]) => {
    const survived: string[] = [];
    for (const [step, pattern] of steps) {
      const { code } = await killedAt(pattern, words);
      while (enginesOf(workplace).length > 0) await sleep(100);
      if (code === 0) survived.push(step);
      await release();
    }
    await recover(workplace, ...words);
    return survived;
  };

  it(
    'at each of its steps is gone on with every time, and leads to what was before',
    async () => {
      const before = see();

      expect(await killedAtEach(STEPS, await change())).toEqual([]);
      expect(see()).toEqual(before);
    },
    2 * A_ROUND_MS,
  );

  it(
    'while it puts a state back is gone on with every time, and the state is whole and later',
    async () => {
      const before = see();
      const words = await change('--identity', identity, '--yes-to', 'restore-state');
      const serial = () => (JSON.parse(bucket().get(STATE).body.toString()) as { serial: number }).serial;
      const last = serial();
      bucket().put(STATE, Buffer.from('{"version": 4, "ser'));

      expect(await killedAtEach(STEPS_OF_RESTORING, words)).toEqual([]);
      expect(serial()).toBeGreaterThan(last);
      const orphans = await workplace.command('orphans', '--json');
      const [line = ''] = /orphans --remove linode_lke_node_pool:[\d,]+/.exec(orphans.stdout) ?? [];
      await expect(workplace.command(...line.split(' '), '--yes')).resolves.toMatchObject({ code: 0 });
      expect(see()).toEqual(before);
    },
    2 * A_ROUND_MS,
  );

  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'at a random moment, round %i',
    async () => {
      const before = see();
      const words = await change();
      const command = workplace.start(...words);
      const end = ended(command);
      await sleep(Math.round(random() * 15_000));
      command.kill('SIGKILL');
      if (random() < 0.5) killEngines(workplace);
      await end;
      while (enginesOf(workplace).length > 0) await sleep(100);
      await recover(workplace, ...words);

      expect(see()).toEqual(before);
    },
    A_ROUND_MS,
  );

  it(
    'twice at the same time: one does it, and the other one says who is at work, or finds it done',
    async () => {
      const before = see();
      const words = await change();
      workplace.standIn.world.faults.delay({ type: 'kubernetes_namespace_v1', operation: 'update' }, 5000);
      const runs = await Promise.all([workplace.command(...words), workplace.command(...words)]);
      workplace.standIn.world.faults.clear();
      const [winner, other] = runs.sort((a, b) => a.code - b.code);

      expect(winner?.code).toBe(0);
      if (other?.code !== 0) expect(other?.stderr).toMatch(/lock/i);
      expect(see()).toEqual(before);
    },
    A_ROUND_MS,
  );
});
