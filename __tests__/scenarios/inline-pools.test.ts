import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { Change } from '../../operations/plan-review/plan-summary';
import { type ExampleData, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const APPLY = ['--yes', '--no-snapshot'];

/** What `plan --json` says. */
interface Answer {
  readonly result: { readonly stacks: readonly { readonly status: string; readonly counts?: Change['objects'] }[] };
  readonly warnings: readonly { readonly what: string; readonly fix?: string }[];
}

standInSuite('the pools inside the cluster resource, which the provider deletes behind an update in place', () => {
  let workplace: Workplace;
  const account = () => workplace.standIn.world.linode;
  const pools = () => account().poolsOf(account().cluster('acme').id);
  const pool = (label: string) => {
    const found = pools().find((other) => other.label === label);
    if (!found) throw new Error(`there is no pool ${label}`);
    return found;
  };
  const plan = async () => {
    const { code, stdout } = await workplace.command('plan', 'cluster', '--json');
    return { code, ...(JSON.parse(stdout) as Answer) };
  };
  const untag = (label: string) => {
    pool(label).tags = pool(label).tags.filter((tag) => tag !== 'environment-pool');
  };
  const system = (change: (data: ExampleData['environments'][string]) => object) => (data: ExampleData) => ({
    ...data,
    environments: {
      ...data.environments,
      system: { ...data.environments.system, ...change(data.environments.system!) },
    },
  });

  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
    // In whatever order the API gives tags, the pool inside the cluster is found again: it has one.
    account().tagOrder = 'reversed';
    await workplace.command('apply', 'cluster', 'system', 'production', ...APPLY);
  });
  afterAll(() => workplace.close());

  it.each(['given', 'sorted', 'reversed'] as const)('rest when the API gives tags %s', async (order) => {
    account().tagOrder = order;

    expect(await plan()).toMatchObject({ code: FINE });
  });

  it('cost what a plan found and what it makes of it, so that a change outside counts', async () => {
    const memory = pool('production-memory');
    const { count } = memory;
    memory.count = 5;
    const { stdout } = await workplace.command('plan', 'production', '--json');
    memory.count = count;

    // 3 × 120 instead of 5 × 120.
    expect((JSON.parse(stdout) as { result: object }).result).toMatchObject({
      cost: {
        environments: [
          {
            environment: 'production',
            before: { count: { dollars: '1032.00' } },
            after: { count: { dollars: '792.00' } },
            difference: { count: { dollars: '-240.00' }, maxCount: { dollars: '-240.00' } },
            lines: [{ address: expect.stringMatching(/^linode_lke_node_pool\..*"memory"/) as string, name: 'memory' }],
          },
        ],
        shared: null,
      },
    });
  });

  it('lose the second tag that an earlier release gave them, and stay the pools that they are', async () => {
    const { id, nodes } = pool('system-baseline');
    pool('system-baseline').tags = ['acme', 'env-system'];
    const { stdout } = await workplace.command('plan', 'cluster');
    await workplace.command('apply', 'cluster', ...APPLY);

    expect(stdout).toMatch(/cluster: 1 to change\n.*\n {8}~ node pool system-baseline/);
    expect(pool('system-baseline')).toMatchObject({ id, nodes, tags: ['acme'] });
  });

  describe('when the tag of a pool of production was taken off', () => {
    beforeAll(() => {
      untag('production-general');
    });

    it('show what an apply would delete, and count it', async () => {
      const { code, result, warnings } = await plan();

      expect(code).toBe(FOUND);
      expect(result.stacks).toMatchObject([{ status: 'changes', counts: { destroy: 1 } }]);
      expect(warnings).toMatchObject([{ what: expect.stringContaining('apply will refuse this plan') as string }]);
      expect((await workplace.command('plan', 'cluster')).stdout).toContain(
        `        - node pool production-general (${pool('production-general').id})`,
      );
    });

    it('are not deleted while the cluster is protected, and the way out is right as printed', async () => {
      const { code, stderr } = await workplace.command('apply', 'cluster', ...APPLY);
      const [command = ''] = /curl .*/.exec(stderr) ?? [];

      expect(code).toBe(ERROR);
      await promisify(execFile)('sh', ['-c', command], { env: workplace.environment });
      expect(await plan()).toMatchObject({ code: FINE });
      await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
    });

    it('are deleted once the protection is off, which the answer counts', async () => {
      untag('production-memory');
      await workplace.synth((data) => ({ ...data, deletionProtection: false }));
      const { code, stdout } = await workplace.command('apply', 'cluster', ...APPLY);

      expect(code).toBe(FINE);
      expect(stdout).toMatch(/1 changed, 1 destroyed/);
      expect(pools().map(({ label }) => label)).toEqual(['system-baseline', 'system-gpu', 'production-general']);
    });
  });

  it('are replaced for another instance type, as shown, and nothing is left to do', async () => {
    await workplace.synth(
      system(({ nodePools: [first, ...others] }) => ({
        nodePools: [{ ...first, instanceType: 'g6-standard-16' }, ...others],
      })),
    );
    const before = pool('system-baseline').id;
    const planned = await workplace.command('plan', 'cluster');
    const { code, stdout } = await workplace.command('apply', 'cluster', ...APPLY, '--ready-timeout', '0.1');

    expect(planned.stdout).toContain(`      -/+ node pool system-baseline (${before})`);
    expect(code).toBe(FINE);
    expect(stdout).toMatch(/1 changed, 1 replaced.*3 nodes ready/);
    expect(pool('system-baseline').id).not.toBe(before);
    expect(await plan()).toMatchObject({ code: FINE });
  });

  it('are made anew when the first one was tagged as one beside the cluster, and nothing is left to do', async () => {
    const { id } = pool('system-baseline');
    pool('system-baseline').tags = ['environment-pool'];
    const { code } = await workplace.command('apply', 'cluster', ...APPLY, '--ready-timeout', '0.1');

    expect(code).toBe(FINE);
    expect(await plan()).toMatchObject({ code: FINE });
    // The tagged one belongs to no stack any more; a person removes it.
    account().pools.delete(id);
  });

  it('are not replaced while they are locked, and the way out is right as printed', async () => {
    const synth = (data: { readonly instanceType: string; readonly deletionLock: boolean }) =>
      workplace.synth((example) => ({
        ...system(({ nodePools: [first, ...others] }) => ({
          nodePools: [{ ...first, instanceType: data.instanceType }, ...others],
        }))(example),
        deletionLock: data.deletionLock,
      }));
    const apply = (...words: string[]) => workplace.command(...words, ...APPLY, '--ready-timeout', '0.1');
    await synth({ instanceType: 'g6-standard-16', deletionLock: true });
    await apply('apply', 'cluster');
    const { id } = pool('system-baseline');

    await synth({ instanceType: 'g6-standard-8', deletionLock: true });
    const refused = await apply('apply', 'cluster');
    expect(refused.code).toBe(ERROR);
    expect(refused.stderr).toContain(`node pool system-baseline (${id}) would be deleted, and Linode refuses that`);
    expect(pools().filter(({ label }) => label === 'system-baseline')).toMatchObject([{ id }]);

    // What is printed: this change undone, deletionLock: false, and two commands.
    const [, command = ''] = /npx lke-platform synth && npx lke-platform (.*)/.exec(refused.stderr) ?? [];
    await synth({ instanceType: 'g6-standard-16', deletionLock: false });
    expect(await apply(...command.trim().split(' '))).toMatchObject({ code: FINE });
    expect(account().locks.size).toBe(0);
    for (const deletionLock of [false, true]) {
      await synth({ instanceType: 'g6-standard-8', deletionLock });
      expect(await apply('apply', 'cluster')).toMatchObject({ code: FINE });
    }
    expect(account().lockOn('lkenodepool', pool('system-baseline').id)).toBeDefined();
    expect(await plan()).toMatchObject({ code: FINE });
  });

  it('beside the cluster keep their nodes and their locks when they are renamed as moved', async () => {
    const renamed = ({ environments, ...data }: ExampleData) => {
      const { production } = environments;
      const [first, ...others] = production!.nodePools;
      const address = (name: string) => `linode_lke_node_pool.pool["${name}"]`;
      return {
        ...data,
        deletionLock: true,
        environments: {
          ...environments,
          production: { ...production, nodePools: [{ ...first, name: 'web' }, ...others] },
        },
        moved: [{ stack: 'production', from: address(String(first!.name)), to: address('web') }],
      };
    };
    await workplace.synth((data) => ({ ...data, deletionLock: true }));
    await workplace.command('apply', 'production', ...APPLY, '--ready-timeout', '0.1');
    const before = pools().map(({ id }) => [id, account().lockOn('lkenodepool', id)?.id]);
    await workplace.synth(renamed);

    const applied = await workplace.command('apply', 'production', ...APPLY, '--ready-timeout', '0.1');
    expect(applied).toMatchObject({ code: FINE, stdout: expect.not.stringContaining('destroyed') as string });
    expect(pools().map(({ id }) => [id, account().lockOn('lkenodepool', id)?.id])).toEqual(before);
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });
});
