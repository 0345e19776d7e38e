import { termsAt, termsFor } from '../../../operations/access/terms';
import type { AccessRefused } from '../../../operations/access/refused';
import { platformData } from '../../support/lab/roles';
import { platformOf } from '../../support/platforms';

const NOW = new Date('2026-11-28T12:00:00Z');
const asked = { environment: 'development', role: 'app-team', holder: 'jane@acme.example', reason: 'to deploy' };

const terms = (changes: object = {}, policy: object = {}) =>
  termsFor(platformOf(platformData({}, policy)), { ...asked, ...changes }, NOW);
const refusals = (changes: object = {}, policy: object = {}) => {
  try {
    terms(changes, policy);
    return [];
  } catch (error) {
    return (error as AccessRefused).problems.map(({ what }) => what);
  }
};

describe('what a policy allows', () => {
  it('is its longest life, where no other is asked for', () => {
    expect(terms().seconds).toBe(30 * 86_400);
    expect(terms({ duration: 'PT2H' }).seconds).toBe(7200);
    expect(terms({ role: 'break-glass', ticket: 'INC-1' }).seconds).toBe(8 * 3600);
  });

  it('ends with the policy, and what is asked for beyond that is refused', () => {
    const expiry = '2026-11-28T14:00:00Z';

    expect(terms({}, { expiry }).seconds).toBe(7200);
    expect(refusals({ duration: 'PT3H' }, { expiry })).toEqual([
      `the policy for app-team expires on ${expiry}, and no grant outlives it`,
    ]);
  });

  it('is nothing in an environment that is retired', () => {
    const { environments, ...rest } = platformOf(platformData());
    const platform = { ...rest, environments: environments.map((it) => ({ ...it, retired: true })) };

    expect(() => termsFor(platform, asked, NOW)).toThrow(
      'development is retired, and nothing is granted in it any more',
    );
  });

  it('is nothing once it has expired, also for break-glass', () => {
    for (const role of ['app-team', 'break-glass']) {
      expect(refusals({ role, ticket: 'INC-1' }, { expiry: '2026-11-28T12:00:00Z' })).toEqual([
        `the policy for ${role} has expired on 2026-11-28T12:00:00Z, and grants nothing any more`,
      ]);
    }
  });

  it('is nothing in the last ten minutes of a policy', () => {
    expect(refusals({}, { expiry: '2026-11-28T12:10:29Z' })[0]).toContain('too soon for a credential');
    expect(terms({}, { expiry: '2026-11-28T12:10:30Z' }).seconds).toBe(630);
  });

  it('is what the clock of the API server leaves of it', () => {
    const granted = terms({}, { expiry: '2026-11-28T14:00:00Z' });

    expect(termsAt(granted, new Date('2026-11-28T13:00:00Z')).seconds).toBe(3600);
    expect(termsAt(granted, new Date('2026-11-28T10:00:00Z')).seconds).toBe(7200);
    expect(() => termsAt(granted, new Date('2026-11-28T14:00:00Z'))).toThrow('has expired');
  });

  it('is no longer than what was approved, though the policy would allow more by now', () => {
    expect(termsAt(terms(), NOW, 3600).seconds).toBe(3600);
    expect(termsAt(terms({ duration: 'PT10M' }), NOW, 3600).seconds).toBe(600);
  });

  it('is from ten minutes to its longest life, both included', () => {
    const refusal = 'the policy for app-team grants no such life';

    for (const duration of ['PT10M', 'P1D', 'P30D']) expect(refusals({ duration })).toEqual([]);
    for (const duration of ['PT9M59S', 'P31D', 'PT721H', 'P1Y', 'ten minutes', '']) {
      expect(refusals({ duration })).toEqual([refusal]);
    }
  });

  it('asks for a ticket where the policy says so', () => {
    expect(refusals({}, { requiresIncidentTicket: true })).toEqual(['a grant of app-team needs an incident ticket']);
    expect(refusals({ ticket: 'https://jira.acme.example/INC-1' }, { requiresIncidentTicket: true })).toEqual([]);
  });

  it.each(['', ' ', 'a\nb', 'a\u0007b', 'x'.repeat(501), '\u200b', '\u202Eevil', 'a\u2028b', '\ud800x'])(
    'is not for %j',
    (text) => {
      expect(refusals({ holder: text })).toHaveLength(1);
      expect(refusals({ reason: text })).toHaveLength(1);
    },
  );
});
