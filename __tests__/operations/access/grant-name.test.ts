import { newGrantName, parseGrantName } from '../../../operations/access/grant-name';

describe('the name of a grant', () => {
  it('tells environment, role and end, and is another one each time', () => {
    const name = newGrantName('production-break-glass', 1_800_000_000);

    expect(parseGrantName(name)).toEqual({
      environment: 'production',
      role: 'break-glass',
      end: '2027-01-15T08:00:00.000Z',
    });
    expect(newGrantName('production-break-glass', 1_800_000_000)).not.toBe(name);
    // Kubernetes takes names of up to 253 characters; a longer account or role would show here.
    expect(newGrantName('production-platform-engineer', 1_800_000_000).length).toBeLessThan(64);
  });

  it.each([
    '',
    'grant-production-break-glass',
    'grant-qa-app-team-1800000000-abcdef12',
    'x-staging-app-team-1800000000-abcdef12',
  ])('is not %j', (name) => {
    expect(parseGrantName(name)).toBeUndefined();
  });
});
