import { planCostJson } from '../../../cli/commands/cost-json';
import { differenceText } from '../../../model/cost/amount-text';
import { costBasisOf } from '../../../model/cost/cost-basis';
import type { StackId } from '../../../model/naming';
import type { PaidFor, PaidItem } from '../../../operations/plan-review/paid-for';
import { type PaidStack, planCost } from '../../../operations/plan-review/plan-cost';
import { platformOf, STANDARD } from '../../support/platforms';

const pool = (instanceType: string, count: number, maxCount: number, more: Partial<PaidItem> = {}): PaidItem => ({
  ...{
    owner: 'production',
    name: 'general',
    region: 'nl-ams',
    priced: { instanceType },
    quantity: { count, maxCount },
  },
  ...{ address: 'linode_lke_node_pool.this["general"]', ...more },
});
/** Three to five nodes of g6-dedicated-4 in production: 216 to 360. In system the same number of g6-standard-8. */
const basis = (more: object = {}, production: object = {}) => {
  const { environments } = STANDARD;
  return costBasisOf(
    platformOf({
      ...STANDARD,
      ...more,
      environments: { ...environments, production: { ...environments.production, ...production } },
    }),
  );
};
const unchanged = (...stacks: StackId[]): PaidStack[] => stacks.map((stack) => ({ stack, status: 'unchanged' }));
const changes = (stack: StackId, before: PaidItem[], after: PaidItem[]): PaidStack => ({
  ...{ stack, status: 'changes' },
  paidFor: { before, after } satisfies PaidFor,
});
const REST = unchanged('state', 'cluster', 'system');
const now = pool('g6-dedicated-4', 3, 5);

describe('what plans do to what is paid', () => {
  it('is what the plan has on both sides, with what everything costs afterwards', () => {
    // 3 × 48 = 144 and 5 × 48 = 240 become 216 and 360.
    const cost = planCost([...REST, changes('production', [pool('g6-standard-4', 3, 5)], [now])], basis());

    expect(planCostJson(cost)).toMatchObject({
      environments: [
        { environment: 'system', difference: { count: { dollars: '0.00' } } },
        {
          environment: 'production',
          before: { count: { dollars: '144.00' }, maxCount: { dollars: '240.00' } },
          after: { count: { dollars: '216.00' }, maxCount: { dollars: '360.00' } },
          difference: { count: { dollars: '72.00' }, maxCount: { dollars: '120.00' } },
          lines: [{ address: 'linode_lke_node_pool.this["general"]', before: { what: 'g6-standard-4' } }],
        },
      ],
      // 3 × 192 + 216 + 73 = 865, 5 × 192 + 360 + 73 = 1,393
      total: { after: { count: { dollars: '865.00' }, maxCount: { dollars: '1393.00' } } },
      withoutPlan: [],
      overBudget: [],
    });
  });

  it('is not known of stacks without a plan, and then neither is what everything costs', () => {
    const waiting: PaidStack[] = [
      { stack: 'system', status: 'waits' },
      { stack: 'production', status: 'failed' },
    ];
    const controlPlane = { owner: 'shared' as const, name: 'control plane', priced: { service: 'lke-ha' as const } };
    const after = [pool('', 1, 1, controlPlane)];
    const cost = planCost([...unchanged('state'), changes('cluster', [], after), ...waiting], basis());

    expect(cost.withoutPlan).toEqual(['system', 'production']);
    expect(cost.after).toBeUndefined();
    expect(cost.owners.map(({ owner, after: then }) => [owner, then])).toEqual([
      ['system', undefined],
      ['shared', undefined],
    ]);
    expect(differenceText(cost.difference.count)).toBe('+$60.00');
  });

  it('is that of the stacks that were asked for alone', () => {
    const cost = planCost([changes('production', [], [now])], basis());

    expect(cost.owners.map(({ owner }) => owner)).toEqual(['production']);
    expect(cost.after).toBeUndefined();
  });

  it('counts a pool once that the cluster and a resource of its own both show', () => {
    const seen = pool('g6-dedicated-4', 3, 5, { poolId: '7' });
    const cost = planCost([changes('cluster', [seen], []), changes('production', [seen], [seen])], basis());

    expect(differenceText(cost.difference.count)).toBe('no difference');
  });

  it.each([
    ['one that it keeps', { budget: 360 }, [now], [now], []],
    ['one that it begins to exceed', { budget: 359.99 }, [pool('g6-dedicated-4', 3, 4)], [now], ['production general']],
    [
      'one that was exceeded, and now is by more',
      { budget: 100 },
      [pool('g6-dedicated-4', 3, 4)],
      [now],
      ['production general'],
    ],
    ['one that stays exceeded by as much', { budget: 100 }, [now], [now], []],
    ['one that is exceeded by less', { budget: 100 }, [pool('g6-dedicated-4', 3, 9)], [now], []],
  ])('names what exceeds a budget: %s', (_what, production, before, after, because) => {
    const { overBudget } = planCost([...REST, changes('production', before, after)], basis({}, production));

    expect(overBudget.flatMap((over) => over.because.map(({ owner, name }) => `${owner} ${name}`))).toEqual(because);
  });

  it('names what exceeds the budget of the platform, once all stacks were planned', () => {
    const grown = changes('production', [pool('g6-dedicated-4', 3, 4)], [now]);

    expect(planCost([...REST, grown], basis({ budget: 1392 })).overBudget).toMatchObject([{ who: 'platform' }]);
    expect(planCost([grown], basis({ budget: 1392 })).overBudget).toEqual([]);
  });

  it('names a budget of which it is not known whether it is kept', () => {
    const unknown = { nodePools: [{ name: 'general', instanceType: 'g8-dedicated-8-2', count: 3 }], budget: 500 };
    const after = [pool('g8-dedicated-8-2', 3, 3)];

    expect(planCost([...REST, changes('production', [now], after)], basis({}, unknown)).overBudget).toMatchObject([
      { who: 'production', after: { known: 0n } },
    ]);
  });
});
