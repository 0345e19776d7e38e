import { STATUS_KEY } from '../../model/naming';
import { readOutputFolder } from '../../operations/deploy/output-folder';
import { readOutside } from '../../operations/drift/outside/read-outside';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { actionsOf, inventoryOf } from '../support/plan-inventory';
import { isReal } from '@lke-platform/stand-ins/testing/real-providers';
import { readingVariables } from '../support/reading-variables';
import { type ExampleData, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const STACKS = ['state', 'cluster', 'system', 'development', 'staging', 'production'];
const UNCHANGED = 0;

engineSuite('the stacks of the example platform, under the engine alone', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await synth();
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  /** Synthesizes the example with locks, and with what a test changes. */
  const synth = (change: (data: ExampleData) => object = () => ({})) =>
    workplace.synth((data) => ({ ...data, deletionLock: true, ...change(data) }));

  const detailedExitCode = async (stack: string) => {
    const { code, stderr } = await workplace.terraform(stack, 'plan', '-input=false', '-detailed-exitcode');
    return { stack, code, stderr };
  };
  const secondPlans = async () => {
    const plans: Awaited<ReturnType<typeof detailedExitCode>>[] = [];
    for (const stack of STACKS) plans.push(await detailedExitCode(stack));
    return plans;
  };
  const nothingToDo = STACKS.map((stack) => ({ stack, code: UNCHANGED, stderr: '' }));

  describe.each(STACKS)('%s, when only the stacks before it exist', (stack) => {
    it('is initialized and valid', async () => {
      await expect(workplace.terraform(stack, 'init', '-input=false')).resolves.toMatchObject({ code: 0 });
      await expect(workplace.terraform(stack, 'validate')).resolves.toMatchObject({ code: 0 });
    });

    it('plans what was reviewed', async () => {
      expect(inventoryOf(await workplace.plan(stack))).toMatchSnapshot();
    });

    it('is applied', async () => {
      await expect(workplace.applyPlan(stack)).resolves.toMatchObject({ code: 0 });
    });
  });

  it('has nothing to do in a second plan of any stack', async () => {
    expect(await secondPlans()).toEqual(nothingToDo);
  });

  const itWithStandIns = isReal('hashicorp/kubernetes') ? it.skip : it;
  itWithStandIns('has nothing outside of the plans that nobody declared', async () => {
    const output = readOutputFolder(workplace.output);

    expect(
      await readOutside(
        { output, environment: workplace.environment },
        output.stacks.map(({ id }) => id),
      ),
    ).toEqual({
      differences: [],
      unread: [],
    });
  });

  describe('with credentials that only read', () => {
    const variables = () => readingVariables(workplace, 'acme-platform');
    afterEach(() => {
      for (const name of Object.keys(variables())) Reflect.deleteProperty(workplace.variables, name);
    });

    itWithStandIns('cannot be planned by the engine alone: Linode gives no kubeconfig', async () => {
      Object.assign(workplace.variables, variables());
      const { code, stderr } = await workplace.command('plan', 'cluster', '--no-lock');

      expect(code).toBe(1);
      expect(stderr).toContain('failed to get kubeconfig');
    });

    itWithStandIns('has nothing to do in a plan of any stack, which changes nothing anywhere', async () => {
      Object.assign(workplace.variables, variables());
      const { requests } = workplace.standIn.world;
      const from = requests.length;
      const { code, stdout } = await workplace.command('plan', '--read-only');

      expect({ code, stdout }).toMatchObject({
        code: UNCHANGED,
        stdout: expect.stringContaining('cluster: no changes') as string,
      });
      expect(new Set(requests.slice(from).map(({ method }) => method))).toEqual(new Set(['GET']));
    });
  });

  itWithStandIns('has nothing to do after the lifecycle set the status of an environment', async () => {
    const [cluster] = workplace.standIn.world.kubernetes.values();
    const namespace = cluster?.get('namespace', 'env-production');
    if (namespace) namespace.labels[STATUS_KEY] = 'ready';

    expect(namespace).toBeDefined();
    expect(await detailedExitCode('production')).toMatchObject({ code: UNCHANGED });
  });

  describe('after a change of the platform file', () => {
    const plansAfter = async (change: (data: ExampleData) => object, stacks: readonly string[]) => {
      await synth(change);
      const plans: Record<string, object> = {};
      for (const stack of stacks) plans[stack] = actionsOf(await workplace.plan(stack));
      return plans;
    };
    const production = (data: ExampleData, change: object) => ({
      environments: { ...data.environments, production: { ...data.environments.production, ...change } },
    });
    const pools = ({ environments }: ExampleData) => environments.production?.nodePools ?? [];
    const BATCH = { name: 'batch', instanceType: 'g6-dedicated-16', count: 3, maxCount: 6 };

    it('changes the quota alone, where a quota was changed', async () => {
      const quota = { quota: { cpu: 50, memory: '240Gi', pods: 300 } };

      expect(await plansAfter((data) => production(data, quota), ['cluster', 'production', 'staging'])).toEqual({
        cluster: {},
        production: { 'kubernetes_resource_quota_v1.namespace_quota': 'update' },
        staging: {},
      });
    });

    it('makes the pool that was added, and touches no other', async () => {
      const more = (data: ExampleData) => production(data, { nodePools: [...pools(data), BATCH] });

      expect(await plansAfter(more, ['cluster', 'production', 'system'])).toEqual({
        cluster: {},
        production: {
          'linode_lke_node_pool.pool["batch"]': 'create',
          'linode_lock.pool_lock["batch"]': 'create',
        },
        system: {},
      });
      await expect(workplace.applyPlan('production')).resolves.toMatchObject({ code: 0 });
    });

    it('destroys the pool that was taken out of the middle, and touches no other', async () => {
      const without = (data: ExampleData) =>
        production(data, { nodePools: [...pools(data), BATCH].filter(({ name }) => name !== 'memory') });

      expect(await plansAfter(without, ['cluster', 'production'])).toEqual({
        cluster: {},
        production: {
          'linode_lke_node_pool.pool["memory"]': 'delete',
          'linode_lock.pool_lock["memory"]': 'delete',
        },
      });
    });
  });

  describe('at the end', () => {
    it('refuses to destroy production while it is protected', async () => {
      await synth();
      const { code, stderr } = await workplace.terraform('production', 'destroy', '-input=false', '-auto-approve');

      expect(code).toBe(1);
      expect(stderr).toContain('Instance cannot be destroyed');
    });

    it('destroys stack by stack in reverse order, once the protection is off', async () => {
      expect(workplace.standIn.world.linode.locks.size).toBeGreaterThan(0);
      await synth(() => ({ deletionProtection: false }));
      const codes: number[] = [];
      for (const stack of STACKS.slice(1).reverse()) {
        codes.push((await workplace.terraform(stack, 'destroy', '-input=false', '-auto-approve')).code);
      }

      expect(codes).toEqual(STACKS.slice(1).map(() => 0));
      const { linode, kubernetes } = workplace.standIn.world;
      expect([...linode.clusters.values(), ...linode.locks.values(), ...kubernetes]).toEqual([]);
    });
  });
});
