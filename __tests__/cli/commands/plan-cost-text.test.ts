import picocolors from 'picocolors';
import { overBudgetProblems, planCostLines, planCostMarkdown } from '../../../cli/commands/plan-cost-text';
import { CATALOGUE_DATE } from '../../../model/catalogue/offer';
import { costBasisOf } from '../../../model/cost/cost-basis';
import type { PaidItem } from '../../../operations/plan-review/paid-for';
import { type PaidStack, planCost } from '../../../operations/plan-review/plan-cost';
import { platformOf, STANDARD } from '../../support/platforms';

const colours = picocolors.createColors(false);
const { environments } = STANDARD;
const basis = costBasisOf(
  platformOf({
    ...STANDARD,
    environments: { ...environments, production: { ...environments.production, budget: 300 } },
  }),
);
const pool = (instanceType: string): PaidItem => ({
  ...{ owner: 'production', name: 'general', region: 'nl-ams', priced: { instanceType } },
  ...{ quantity: { count: 3, maxCount: 5 }, address: 'linode_lke_node_pool.this["general"]' },
});
const rest = (['state', 'cluster', 'system'] as const).map((stack): PaidStack => ({ stack, status: 'unchanged' }));
const moved = planCost(
  [
    ...rest,
    {
      stack: 'production',
      status: 'changes',
      paidFor: { before: [pool('g6-standard-4')], after: [pool('g6-dedicated-4')] },
    },
  ],
  basis,
);

describe('the cost of plans', () => {
  it('is what differs for each environment, and what it costs then', () => {
    expect(planCostLines(moved, colours).map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
      `cost, US dollars a month; list of prices of ${CATALOGUE_DATE}:`,
      '  at count  then  at maxCount  then',
      '  production  +$72.00  $216.00  +$120.00  $360.00',
      '  general  3 to 5 × g6-standard-4 → 3 to 5 × g6-dedicated-4  +$72.00  +$120.00',
      '  total  +$72.00  $865.00  +$120.00  $1,393.00',
    ]);
  });

  it('is a table in a comment, with the budgets that are exceeded', () => {
    expect(planCostMarkdown(moved)).toEqual([
      '### Cost',
      '',
      '|  |  | at count | then | at maxCount | then |',
      '| --- | --- | ---: | ---: | ---: | ---: |',
      '| **production** |  | +$72.00 | $216.00 | +$120.00 | $360.00 |',
      '| general | 3 to 5 × g6-standard-4 → 3 to 5 × g6-dedicated-4 | +$72.00 |  | +$120.00 |  |',
      '| **total** |  | +$72.00 | $865.00 | +$120.00 | $1,393.00 |',
      '',
      '**with this plan, production can cost $360.00 a month at maxCount, $60.00 over its budget of $300.00: production general +$120.00**',
      '',
      `US dollars a month, by the list of prices of ${CATALOGUE_DATE}.`,
      '',
    ]);
  });

  it('warns of budgets, with the resources that exceed them', () => {
    expect(overBudgetProblems(moved)).toMatchObject([
      {
        severity: 'warning',
        where: 'linode_lke_node_pool.this["general"]',
        fix: expect.stringContaining('raise the budget') as string,
      },
    ]);
  });

  it('says so where nothing differs, and of which stacks it is not known', () => {
    expect(planCostLines(planCost(rest, basis), colours)).toEqual(['cost: no difference']);
    expect(planCostLines(planCost([...rest, { stack: 'production', status: 'waits' }], basis), colours)).toEqual([
      'cost: no difference, without production, which could not be planned yet',
    ]);
  });
});
