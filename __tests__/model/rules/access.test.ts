import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

/** Rules that a policy of production breaks. */
const rulesBrokenBy = (policy: string) =>
  loadPlatform(`${MINIMAL}    accessPolicies:\n      - { kubeconfigSecret: ext-vault://access, ${policy} }\n`, {
    file: 'platform.yaml',
  }).problems.map(({ rule }) => rule);

describe('the life of a credential', () => {
  const appTeam = (maxDuration: string) => `role: app-team, expiry: 2027-01-31T00:00:00Z, maxDuration: ${maxDuration}`;

  it.each(['PT10M', 'PT0H10M', 'P1D'])('may be %s', (maxDuration) => {
    expect(rulesBrokenBy(appTeam(maxDuration))).toEqual([]);
  });

  it.each(['PT9M', 'PT1M'])('must not be %s, since Kubernetes gives out none so short', (maxDuration) => {
    expect(rulesBrokenBy(appTeam(maxDuration))).toEqual(['credentials-live-long-enough']);
  });

  it('may be a quarter of a year, and no more, but for break-glass', () => {
    expect(rulesBrokenBy(appTeam('P92D'))).toEqual([]);
    expect(rulesBrokenBy(appTeam('P92DT1S'))).toEqual(['credentials-end']);
  });

  it('may be a day for break-glass, and no more', () => {
    const breakGlass = (maxDuration: string) =>
      `role: break-glass, expiry: 2027-01-31T00:00:00Z, maxDuration: ${maxDuration}`;

    expect(rulesBrokenBy(breakGlass('PT24H'))).toEqual([]);
    expect(rulesBrokenBy(breakGlass('P1D'))).toEqual([]);
    expect(rulesBrokenBy(breakGlass('PT24H1S'))).toHaveLength(1);
  });
});
