import { quotaFindings } from '../../../model/cost/quota-use';
import { MINIMAL, platformOf, STANDARD } from '../../support/platforms';

const withProduction = (production: object) =>
  platformOf({ ...STANDARD, environments: { ...STANDARD.environments, production } });
const pool = (count: number, maxCount?: number) => [
  { name: 'general', instanceType: 'g6-dedicated-8', count, ...(maxCount !== undefined && { maxCount }) },
];

describe('quotas against what is paid for', () => {
  it('finds nothing in the quotas that nobody wrote', () => {
    expect(quotaFindings(platformOf(MINIMAL))).toEqual([]);
  });

  it('finds a quota for less than half of what the pools hold at count', () => {
    // 3 nodes of 8 cores and 16 GiB: 24 and 48.
    expect(quotaFindings(withProduction({ nodePools: pool(3, 9), quota: { cpu: 11.9, memory: '24Gi' } }))).toEqual([
      { environment: 'production', resource: 'cpu', kind: 'less-than-half', quota: 11.9, holds: 24 },
    ]);
    expect(quotaFindings(withProduction({ nodePools: pool(3, 9), quota: { cpu: 12, memory: '23Gi' } }))).toEqual([
      { environment: 'production', resource: 'memory', kind: 'less-than-half', quota: 23, holds: 48 },
    ]);
  });

  it('says a quota as it was written, although a part of a GiB is not a whole number of bytes', () => {
    const [finding] = quotaFindings(withProduction({ nodePools: pool(3, 9), quota: { cpu: 12, memory: '23.9Gi' } }));

    expect(finding).toMatchObject({ resource: 'memory', quota: 23.9, holds: 48 });
  });

  it('finds a quota for more than fits on the nodes beside what runs on each of them', () => {
    // 8 cores less 325 m; 16 GiB less what the node keeps (68 + 50 × 16 MiB) and 128 MiB: 3 × 15.027 GiB.
    expect(quotaFindings(withProduction({ nodePools: pool(3), quota: { cpu: 24, memory: '48Gi' } }))).toEqual([
      { environment: 'production', resource: 'cpu', kind: 'more-than-fits', quota: 24, holds: 23.02 },
      { environment: 'production', resource: 'memory', kind: 'more-than-fits', quota: 48, holds: 45.08 },
    ]);
    expect(quotaFindings(withProduction({ nodePools: pool(3), quota: { cpu: 23, memory: '45Gi' } }))).toEqual([]);
  });
});
