import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { Target } from '@lke-platform/stand-ins/world/faults';
import { killedRun, recover, runAsPrinted, wayOutIn } from '../support/killed-run';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];

/** What `--json` says of orphans. */
interface Orphans {
  readonly result: { readonly orphans: readonly { readonly type: string; readonly name: string }[] };
}

standInSuite('what an apply made and did not record, because it was killed', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await workplace.synth();
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  const apply = (stack: string) => ['apply', stack, '--yes'] as const;
  const killedAt = (stack: string, target: Target, options?: { after: boolean }) =>
    killedRun(workplace, apply(stack), (kill) => {
      workplace.standIn.world.faults.strike(target, kill, options);
    });
  const orphans = async () => {
    const { code, stdout } = await workplace.command('orphans', '--json');
    return { code, orphans: (JSON.parse(stdout) as Orphans).result.orphans.map(({ type, name }) => `${type} ${name}`) };
  };

  it('is a cluster that Linode has: named on any machine, and taken over', async () => {
    await killedAt('cluster', { type: 'api', name: '/lke/clusters', operation: 'POST' });
    await workplace.moveToAnotherMachine();
    expect(await orphans()).toEqual({
      code: FOUND,
      orphans: expect.arrayContaining(['linode_lke_cluster acme']) as string[], // and what was made at the same time
    });

    await expect(recover(workplace, ...apply('cluster'))).resolves.toEqual([
      expect.stringContaining('force-unlock'),
      'npx lke-platform apply cluster --take-over',
    ]);
    expect(workplace.standIn.world.linode.clusters.size).toBe(1);
    const { stdout } = await workplace.command('audit', 'list', '--kind', 'apply.done', '--json');
    const [applied] = (JSON.parse(stdout) as { result: { events: object[] } }).result.events;
    expect(applied).toMatchObject({ chain: 'platform', actor: { name: 'stand-in' }, details: { stack: 'cluster' } });
    expect(JSON.stringify(applied)).toContain('"takenOver"');
    await expect(workplace.command('plan', 'cluster')).resolves.toMatchObject({ code: FINE });
    expect(readdirSync(workplace.temporary)).toEqual([]);
  });

  it('is a release in the middle of its installation: named, removed, and installed', async () => {
    await killedAt('system', { type: 'helm', name: 'monitoring/loki' }, { after: false });
    const named = await orphans();
    expect(named.code).toBe(FOUND);
    expect(named.orphans).toContain('helm_revision monitoring/loki');

    const ways = await recover(workplace, ...apply('system'));
    expect(ways).toContain('npx lke-platform orphans --remove helm_revision:monitoring/loki/1');
    await expect(workplace.command('plan', 'system')).resolves.toMatchObject({ code: FINE });
    expect(await orphans()).toEqual({ code: FINE, orphans: [] });
  });

  it('is a pool, which is made twice by nobody', async () => {
    await killedAt('production', { type: 'linode_lke_node_pool', name: 'production-general', operation: 'create' });
    const pools = () =>
      [...workplace.standIn.world.linode.pools.values()].filter(({ label }) => label === 'production-general');
    expect(pools()).toHaveLength(1);

    const { stdout } = await workplace.command('doctor');
    expect(stdout).toMatch(/no state holds .*node pool production-general/);
    await runAsPrinted(workplace, wayOutIn(stdout) ?? '');
    const kept = join(workplace.folder, 'kept.tfplan');
    await workplace.command('plan', 'production', '--out', kept);
    const refused = await workplace.command('apply', kept, '--yes');
    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringContaining('--take-over') as string });
    expect(pools()).toHaveLength(1);

    const together = ['apply', 'development', 'production'];
    await expect(workplace.command(...together, '--yes')).resolves.toMatchObject({
      code: ERROR,
      stdout: expect.stringContaining('development: not begun, because production was not applied') as string,
      stderr: expect.stringContaining('--take-over') as string,
    });
    await expect(workplace.atTerminal(together, [{ to: /Take it over\?/, type: 'no' }])).resolves.toMatchObject({
      code: ERROR,
    });
    await expect(workplace.command('plan', 'development')).resolves.toMatchObject({ code: FOUND });

    // It is asked before anything is done, and once.
    const questions = [/Take it over\?/, /Do this to development\?/, /Do this to production\?/];
    const answers = questions.map((to) => ({ to, type: 'yes' }));
    await expect(workplace.atTerminal(together, answers)).resolves.toMatchObject({ code: FINE });
    expect(pools()).toHaveLength(1);
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });
});
