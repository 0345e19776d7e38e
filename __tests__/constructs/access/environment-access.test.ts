import { EnvironmentAccess } from '../../../constructs/access/environment-access';
import { deriveAccessPolicy } from '../../../model/derive/access-policy';
import type { Role } from '../../../model/entities/access-policy';
import type { EnvironmentName } from '../../../model/entities/environment';
import { synthesizeConstruct } from '../../support/construct-root';

const policy = (role: Role, changes: object = {}) => ({ role, kubeconfigSecret: 'ext-vault://kv/access', ...changes });

function resourcesOf(environment: EnvironmentName, ...policies: ReturnType<typeof policy>[]) {
  const derived = policies.map((it) => deriveAccessPolicy(environment, it));
  return synthesizeConstruct(
    (root) => new EnvironmentAccess(root, 'access', { environment, policies: derived, made: {} }),
  ).resource;
}

describe('the access of an environment', () => {
  it('is an account for each role, in the namespace of access, that mounts no token', () => {
    expect(resourcesOf('staging', policy('read-only')).kubernetes_service_account_v1).toMatchObject({
      access_read_only: {
        automount_service_account_token: false,
        metadata: { name: 'staging-read-only', namespace: 'lke-platform-access' },
      },
    });
  });

  it('says at the account what the policy says of grants, so that what was applied can be looked up', () => {
    const changes = { expiry: '2027-01-01T00:00:00Z', maxDuration: 'PT2H' };
    const { kubernetes_service_account_v1: accounts } = resourcesOf('production', policy('app-team', changes));

    expect(accounts?.access_app_team?.metadata).toMatchObject({
      annotations: {
        'lke-platform.io/expiry': '2027-01-01T00:00:00Z',
        'lke-platform.io/max-duration': 'PT2H',
        'lke-platform.io/requires-incident-ticket': 'false',
        'lke-platform.io/approval': 'second-person',
      },
    });
  });

  it('binds a Role in the namespace of the environment to it, and nothing of the cluster', () => {
    const resources = resourcesOf('production', policy('app-team'));

    expect(Object.values(resources.kubernetes_role_binding_v1 ?? {})).toMatchObject([
      {
        metadata: { name: 'production-app-team', namespace: 'env-production' },
        role_ref: { kind: 'Role', name: 'production-app-team' },
        subject: [{ kind: 'ServiceAccount', namespace: 'lke-platform-access' }],
      },
    ]);
    expect(resources.kubernetes_cluster_role_v1).toBeUndefined();
  });

  it('gives those who answer for system the baseline, and a look at the cluster', () => {
    const resources = resourcesOf('system', policy('platform-engineer'));
    const places = Object.values(resources.kubernetes_role_v1 ?? {}).map(
      ({ metadata }) => (metadata as { namespace: string }).namespace,
    );

    expect(places.sort()).toEqual(['env-system', 'monitoring', 'sealed-secrets']);
    expect(Object.keys(resources.kubernetes_cluster_role_binding_v1 ?? {})).toHaveLength(1);
  });

  it('binds groups of an identity provider only where the file names them', () => {
    const subjectsOf = (changes: object) =>
      Object.values(resourcesOf('staging', policy('read-only', changes)).kubernetes_role_binding_v1 ?? {}).flatMap(
        ({ subject }) => (subject as { kind: string; name: string }[]).map(({ kind, name }) => [kind, name]),
      );

    expect(subjectsOf({}).map(([kind]) => kind)).toEqual(['ServiceAccount']);
    expect(subjectsOf({ oidcGroups: ['oidc:audit'] })).toContainEqual(['Group', 'oidc:audit']);
  });

  it('makes no token and no Secret, which would stand in the state', () => {
    const types = Object.keys(resourcesOf('production', policy('break-glass')));

    expect(types.filter((type) => /token|secret/.test(type))).toEqual([]);
  });
});
