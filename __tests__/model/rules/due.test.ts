import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

const ROUTED = "observability: { defaultRoute: { channel: 'slack:#ops' } }\n";

const policy = (fields: string) =>
  `${MINIMAL}    accessPolicies:\n      - { role: app-team, kubeconfigSecret: ext-vault://access, ${fields} }\n`;

const warnings = (text: string, today?: string) =>
  loadPlatform(text + ROUTED, { file: 'platform.yaml', ...(today && { now: new Date(today) }) }).problems.map(
    ({ severity, rule, path, what }) => ({ severity, rule, path, what }),
  );

describe('what is due', () => {
  it('is a policy that has expired, as a warning', () => {
    const text = policy('expiry: 2027-01-31T00:00:00Z');

    expect(warnings(text, '2027-01-31T00:00:00Z')).toEqual([
      {
        severity: 'warning',
        rule: 'due',
        path: 'environments.production.accessPolicies[0].expiry',
        what: 'the policy for app-team has expired on 2027-01-31T00:00:00Z, and grants nothing any more',
      },
    ]);
  });

  it('is a policy that expires within thirty days', () => {
    const text = policy('expiry: 2027-01-31T00:00:00Z');
    const what = 'the policy for app-team expires on 2027-01-31T00:00:00Z, and with it every grant under it';

    expect(warnings(text, '2026-12-31T23:59:59Z')).toEqual([]);
    expect(warnings(text, '2027-01-01T00:00:00Z')).toMatchObject([{ rule: 'due', what }]);
    expect(warnings(text, '2027-01-30T23:59:59Z')).toMatchObject([{ rule: 'due', what }]);
  });

  it('is a review that is over a quarter old', () => {
    const text = policy('expiry: 2030-01-01T00:00:00Z, reviewedOn: 2026-10-01');

    expect(warnings(text, '2027-01-01T00:00:00Z')).toEqual([]);
    expect(warnings(text, '2027-01-02T00:00:00Z')).toEqual([
      {
        severity: 'warning',
        rule: 'due',
        path: 'environments.production.accessPolicies[0].reviewedOn',
        what: 'the policy for app-team was last reviewed on 2026-10-01, over a quarter ago',
      },
    ]);
  });

  it('is a review or an approval of a day to come', () => {
    const waiver =
      'waivers:\n  - { rule: production-multi-az, reason: one tenant until launch, approvedBy: a@b.example, approvedOn: 2027-01-03 }\n';
    const text = policy('expiry: 2030-01-01T00:00:00Z, reviewedOn: 2027-01-03') + waiver;
    const due = (today: string) => warnings(text, today).filter(({ rule }) => rule === 'due');

    expect(due('2027-01-02T00:00:00Z')).toEqual([]);
    expect(due('2027-01-01T23:59:59Z').map(({ path }) => path)).toEqual([
      'environments.production.accessPolicies[0].reviewedOn',
      'waivers[0].approvedOn',
    ]);
  });

  it('is nothing as long as nobody says which day it is', () => {
    expect(warnings(policy('expiry: 2001-01-01T00:00:00Z, reviewedOn: 2001-01-01'))).toEqual([]);
  });

  it('is still said where the role of a policy is wrong', () => {
    const text = policy('expiry: 2001-01-01T00:00:00Z').replace('app-team', 'intern');

    expect(warnings(text, '2027-01-01').map(({ rule }) => rule)).toEqual(['schema', 'due']);
  });
});
