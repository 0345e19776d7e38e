import { DeployRefused } from '../../../operations/deploy/deploy-problem';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { planRefusals, refusePlan } from '../../../operations/deploy/refuse-plan';
import { type PlanSummary } from '../../../operations/plan-review/plan-summary';

const CLUSTER = 'linode_lke_cluster.cluster';
const deployment = {
  output: { linodeApi: undefined },
  environment: {},
  state: () => Promise.resolve({ outputs: { cluster_id: { value: '1234' } } }),
} as unknown as Deployment;
const stack = (...protectedAddresses: string[]) =>
  ({ id: 'cluster', protectedAddresses }) as unknown as SynthesizedStack;
const pool = (about: object) => ({ kind: 'node pool', name: 'web (7)', id: '7', attributes: [], ...about });
const plan = (about: object) => ({ changes: [], locked: [], ...about }) as unknown as PlanSummary;
const losing = (...objects: object[]) => plan({ changes: [{ address: CLUSTER, action: 'update', objects }] });

describe('a plan', () => {
  it('is not applied where a pool inside a protected cluster would be deleted, and says how to keep it', async () => {
    const refusals = await planRefusals(
      deployment,
      stack(CLUSTER),
      losing(pool({ action: 'destroy', tags: ['acme'] })),
    );

    expect(refusals).toMatchObject([
      {
        where: `stack cluster, ${CLUSTER}`,
        what: expect.stringContaining('node pool web (7) would be deleted with its nodes') as string,
        fix: expect.stringContaining('/lke/clusters/1234/pools/7') as string,
      },
    ]);
    expect(refusals[0]?.fix).toContain(`'{"tags":["acme","environment-pool"]}'`);
  });

  it('is not applied where a pool inside it would become that of another environment', async () => {
    const moved = { path: 'labels.lke-platform.io/environment', before: '"system"', after: '"production"' };

    expect(
      await planRefusals(deployment, stack(CLUSTER), losing(pool({ action: 'update', attributes: [moved] }))),
    ).toMatchObject([{ what: expect.stringContaining('would become another pool') as string }]);
  });

  it('is applied where the cluster is not protected, or another resource alone is', async () => {
    const lost = losing(pool({ action: 'destroy' }));

    expect(await planRefusals(deployment, stack(), lost)).toEqual([]);
    expect(await planRefusals(deployment, stack('linode_domain.zone'), lost)).toEqual([]);
    expect(await planRefusals(deployment, stack(CLUSTER), losing(pool({ action: 'update' })))).toEqual([]);
  });

  it('is not applied where it would delete what is locked, with the apply that lifts the lock', async () => {
    const locked = [{ address: CLUSTER, name: 'the cluster acme', lock: 'cannot_delete' }];

    expect(await planRefusals(deployment, stack(), plan({ locked }))).toMatchObject([
      { where: `stack cluster, ${CLUSTER}`, what: expect.stringContaining('cannot_delete is on it') as string },
    ]);
  });

  it('is refused with every reason at once', async () => {
    const locked = [{ address: CLUSTER, name: 'the cluster acme', lock: 'cannot_delete' }];
    const both = { ...losing(pool({ action: 'destroy' })), locked } as PlanSummary;
    const error: unknown = await refusePlan(deployment, stack(CLUSTER), both).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(DeployRefused);
    expect((error as DeployRefused).problems).toHaveLength(2);
    await expect(refusePlan(deployment, stack(CLUSTER), plan({}))).resolves.toBeUndefined();
  });
});
