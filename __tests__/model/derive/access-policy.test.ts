import { deriveAccessPolicy, termsOf } from '../../../model/derive/access-policy';
import { ROLES, type Role } from '../../../model/entities/access-policy';

const policy = (role: Role) => ({ role, kubeconfigSecret: 'ext-vault://access' });
const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] as const }];

describe('an access policy', () => {
  it('lets break-glass in for eight hours, with an incident ticket', () => {
    expect(deriveAccessPolicy('production', policy('break-glass'))).toMatchObject({
      maxDuration: 'PT8H',
      requiresIncidentTicket: true,
    });
  });

  it.each(['platform-engineer', 'app-team', 'read-only'] as const)(
    'lets %s in for thirty days, without a ticket',
    (role) => {
      expect(deriveAccessPolicy('production', policy(role))).toMatchObject({
        maxDuration: 'P30D',
        requiresIncidentTicket: false,
      });
    },
  );

  it('gives everything only to those who answer for the platform', () => {
    const all = ROLES.filter((role) =>
      deriveAccessPolicy('production', policy(role)).permissions.some(
        ({ resources }) =>
          resources.includes('*') && deriveAccessPolicy('production', policy(role)).permissions.length === 1,
      ),
    );

    expect(all).toEqual(['platform-engineer', 'break-glass']);
    expect(deriveAccessPolicy('production', policy('break-glass')).permissions).toEqual(everything);
  });

  it.each(['app-team', 'read-only'] as const)('leaves secrets out of what %s may see', (role) => {
    const core = deriveAccessPolicy('production', policy(role)).permissions.filter(({ apiGroups }) =>
      apiGroups.some((group) => ['', '*'].includes(group)),
    );

    expect(
      core.flatMap(({ resources }) => resources).filter((resource) => ['*', 'secrets'].includes(resource)),
    ).toEqual([]);
  });

  it('lets read-only change nothing', () => {
    const verbs = deriveAccessPolicy('production', policy('read-only')).permissions.flatMap(
      (permission) => permission.verbs,
    );

    expect(new Set(verbs)).toEqual(new Set(['get', 'list', 'watch']));
  });

  it.each([
    ['production', 'second-person'],
    ['staging', 'none'],
    ['system', 'none'],
  ] as const)('in %s a grant takes the approval of: %s', (environment, approval) => {
    for (const role of ROLES) expect(deriveAccessPolicy(environment, policy(role))).toMatchObject({ approval });
  });

  it('keeps what the file says', () => {
    const written = { ...policy('read-only'), permissions: [], maxDuration: 'PT1H', requiresIncidentTicket: true };

    expect(deriveAccessPolicy('production', written)).toMatchObject(written);
  });
});

describe('what an account says of the grants under it', () => {
  const terms = { maxDuration: 'PT8H', requiresIncidentTicket: true, approval: 'second-person' } as const;

  it('is what the policy says, all of it: what was applied counts', () => {
    expect(termsOf({ ...terms, expiry: '2027-01-31T00:00:00Z' })).toEqual({
      'lke-platform.io/expiry': '2027-01-31T00:00:00Z',
      'lke-platform.io/max-duration': 'PT8H',
      'lke-platform.io/requires-incident-ticket': 'true',
      'lke-platform.io/approval': 'second-person',
    });
    expect(termsOf({ ...terms, requiresIncidentTicket: false, approval: 'none' })).toMatchObject({
      'lke-platform.io/requires-incident-ticket': 'false',
      'lke-platform.io/approval': 'none',
    });
  });

  it('has no end where the policy has none', () => {
    expect(termsOf(terms)).not.toHaveProperty(['lke-platform.io/expiry']);
  });
});
