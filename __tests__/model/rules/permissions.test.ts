import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

/** Rules that the permissions of a policy of production break, each by the place in them. */
function brokenBy(role: string, ...permissions: readonly string[]): string[] {
  const policy = `{ role: ${role}, kubeconfigSecret: ext-vault://access, expiry: 2027-01-31T00:00:00Z, permissions: [${permissions.join(', ')}] }`;
  const { problems } = loadPlatform(`${MINIMAL}    accessPolicies: [${policy}]\n`, { file: 'platform.yaml' });
  return problems.map(({ rule, path }) => `${rule} ${path.replace(/^.*permissions/, '')}`);
}

const get = (apiGroups: string, resources: string) =>
  `{ apiGroups: [${apiGroups}], resources: [${resources}], verbs: [get, list, watch] }`;

describe('a wildcard of resources, for the role read-only', () => {
  it.each(["''", "'*'", "apps, ''"])('is refused in the API groups %s, where it includes the core group', (groups) => {
    expect(brokenBy('read-only', get(groups, "'*'"))).toEqual(['read-only-runs-nothing [0].resources[0]']);
    expect(brokenBy('read-only', get(groups, "'*/proxy'"))).toEqual(['read-only-runs-nothing [0].resources[0]']);
  });

  it.each(['apps', 'batch, networking.k8s.io'])('is allowed in %s, which has none of what runs commands', (groups) => {
    expect(brokenBy('read-only', get(groups, "'*', '*/proxy'"))).toEqual([]);
  });

  it('is allowed for subresources that run nothing', () => {
    expect(brokenBy('read-only', get("''", "'*/status', pods, pods/log"))).toEqual([]);
  });
});

describe('a resource by its name, for the role read-only', () => {
  it.each([
    'secrets',
    'pods/exec',
    'pods/attach',
    'pods/portforward',
    'pods/ephemeralcontainers',
    'pods/proxy',
    'services/proxy',
    'nodes/proxy',
    'serviceaccounts/token',
    'endpoints/proxy',
  ])('is refused where it is %s, whatever the API group', (resource) => {
    expect(brokenBy('read-only', get("''", resource))).toEqual(['read-only-runs-nothing [0].resources[0]']);
    expect(brokenBy('read-only', get('apps', resource))).toEqual(['read-only-runs-nothing [0].resources[0]']);
  });

  it('is refused for it alone: the team itself may run commands', () => {
    expect(brokenBy('app-team', get("''", 'pods/exec, secrets'))).toEqual([]);
  });
});

describe('a verb with which one gets at rights', () => {
  const all = (apiGroups: string, resources: string) =>
    `{ apiGroups: [${apiGroups}], resources: [${resources}], verbs: ['*'] }`;

  it.each(['escalate', 'bind', 'impersonate'])('is refused to a team: %s', (verb) => {
    expect(brokenBy('app-team', `{ apiGroups: [''], resources: [pods], verbs: [get, ${verb}] }`)).toEqual([
      'rights-are-not-raised [0].verbs[1]',
    ]);
  });

  it.each([
    ["''", 'serviceaccounts'],
    ["'*'", 'users'],
    ['rbac.authorization.k8s.io', 'roles'],
    ['authentication.k8s.io', "'*'"],
  ])('is in the wildcard of verbs in %s on %s', (groups, resources) => {
    expect(brokenBy('app-team', all(groups, resources))).toEqual(['rights-are-not-raised [0].verbs[0]']);
  });

  it.each([
    ["''", 'pods'],
    ['apps', "'*'"],
    ["''", 'roles'],
  ])('is not in that in %s on %s', (groups, resources) => {
    expect(brokenBy('app-team', all(groups, resources))).toEqual([]);
  });

  it.each(['platform-engineer', 'break-glass'])('is given to the role %s, which answers for the platform', (role) => {
    expect(brokenBy(role, `{ apiGroups: [''], resources: [users], verbs: [impersonate] }`)).not.toContainEqual(
      expect.stringContaining('rights-are-not-raised'),
    );
  });
});
