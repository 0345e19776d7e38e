import { differenceText } from '../../../model/cost/amount-text';
import { costOf } from '../../../model/cost/cost';
import { compareCosts } from '../../../model/cost/cost-difference';
import { platformOf, STANDARD } from '../../support/platforms';

const POOL = { name: 'general', instanceType: 'g6-dedicated-4', count: 3 };
const platform = (environments: object, more: object = {}) =>
  platformOf({ ...STANDARD, ...more, environments: { ...STANDARD.environments, ...environments } });
const differences = (before: Parameters<typeof costOf>[0], after: Parameters<typeof costOf>[0]) =>
  compareCosts(costOf(before).owners, costOf(after).owners).map(({ owner, difference, lines }) => [
    ...[owner, differenceText(difference.count), differenceText(difference.maxCount)],
    ...lines.map((line) => `${line.name} ${differenceText(line.difference.count)}`),
  ]);

describe('the difference between two costs', () => {
  it('is that of a pool that moves between types', () => {
    // 3 × 72 = 216 becomes 3 × 144 = 432
    const after = { nodePools: [{ ...POOL, instanceType: 'g6-dedicated-8' }] };
    expect(differences(platform({ production: { nodePools: [POOL] } }), platform({ production: after }))).toEqual([
      ['system', 'no difference', 'no difference'],
      ['production', '+$216.00', '+$216.00', 'general +$216.00'],
      ['shared', 'no difference', 'no difference'],
    ]);
  });

  it('has what is new and what goes, an environment as a whole included', () => {
    // 2 × 48 = 96 is new, with up to 10 for a load balancer; 3 × 72 = 216 goes
    const before = platform({ production: undefined, staging: { nodePools: [POOL] } });
    const nodePools = [{ ...POOL, instanceType: 'g6-standard-4', count: 2 }];
    const after = platform({ production: undefined, development: { nodePools, quota: { loadBalancers: 1 } } });
    expect(differences(before, after)).toEqual([
      ['system', 'no difference', 'no difference'],
      ['development', '+$96.00', '+$106.00', 'general +$96.00', 'load balancers no difference'],
      ['staging', '-$216.00', '-$216.00', 'general -$216.00'],
      ['shared', 'no difference', 'no difference'],
    ]);
  });

  it('names a pool that moves to a type of the same price', () => {
    // 3 × 576 both times
    const [before, after] = ['g6-standard-20', 'g6-dedicated-32'].map((instanceType) =>
      costOf(platform({ production: { nodePools: [{ ...POOL, instanceType }] } })),
    );
    const { difference, lines } = compareCosts(before?.owners ?? [], after?.owners ?? [])[1] ?? {};

    expect(difference && differenceText(difference.count)).toBe('no difference');
    expect(lines?.map(({ name, before: was, after: is }) => [name, was?.priced, is?.priced])).toEqual([
      ['general', { instanceType: 'g6-standard-20' }, { instanceType: 'g6-dedicated-32' }],
    ]);
  });

  it('has what all share', () => {
    const cluster = { ...STANDARD.cluster, highAvailability: false };
    const waivers = [
      { rule: 'production-multi-az', reason: 'only a trial', approvedBy: 'a@acme.example', approvedOn: '2026-10-01' },
    ];
    expect(differences(platform({}, { cluster, waivers }), platform({}))[2]).toEqual([
      ...['shared', '+$60.00', '+$60.00'],
      'control plane +$60.00',
    ]);
  });
});
