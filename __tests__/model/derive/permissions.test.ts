import { clusterPermissionsOf, USUAL_PERMISSIONS } from '../../../model/derive/permissions';
import { READING_VERBS, ROLES } from '../../../model/entities/access-policy';

/** Verbs of a role by resource and group, such as `pods/log` or `deployments.apps`. */
const verbsOf = (role: (typeof ROLES)[number]) =>
  Object.fromEntries(
    USUAL_PERMISSIONS[role].flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.map((it) => [group === '' ? it : `${it}.${group}`, verbs] as const)),
    ),
  );

describe('the usual permissions', () => {
  it.each(ROLES)('of %s say what may be done with everything that they name', (role) => {
    for (const { apiGroups, resources, verbs } of USUAL_PERMISSIONS[role]) {
      expect([apiGroups.length, resources.length, verbs.length]).not.toContain(0);
    }
  });

  it('of read-only are reading alone: all of it, but for what is measured, which cannot be watched', () => {
    const { 'pods.metrics.k8s.io': measured, ...others } = verbsOf('read-only');

    expect(measured).toEqual(['get', 'list']);
    for (const verbs of Object.values(others).filter((it) => it.length > 1)) expect(verbs).toEqual(READING_VERBS);
    expect(others).toMatchObject({ pods: READING_VERBS, 'sealedsecrets.bitnami.com': READING_VERBS });
    expect(others).not.toHaveProperty('secrets');
  });

  it('of app-team are those of read-only and what runs an application, without its quota, policies and Secrets', () => {
    const verbs = verbsOf('app-team');

    expect(verbs).toMatchObject({
      'pods/exec': ['get', 'create'],
      'deployments.apps': expect.arrayContaining(['create']) as string[],
    });
    expect(verbs['networkpolicies.networking.k8s.io']).toEqual(READING_VERBS);
    expect(verbs).not.toHaveProperty('secrets');
  });
});

describe('rights that belong to no namespace', () => {
  it.each(['app-team', 'read-only'] as const)('are none of %s', (role) => {
    expect(clusterPermissionsOf('system', role)).toEqual([]);
  });

  it.each(['platform-engineer', 'break-glass'] as const)(
    'of %s read what is around, and say what they read',
    (role) => {
      const rights = clusterPermissionsOf('production', role);
      const groups = rights.flatMap(({ apiGroups }) => apiGroups);

      expect(groups).toEqual(expect.arrayContaining(['scheduling.k8s.io', 'storage.k8s.io', 'node.k8s.io']));
      for (const { verbs } of rights) expect(READING_VERBS).toEqual(expect.arrayContaining([...verbs]));
    },
  );

  it('cordon nodes in system alone', () => {
    const [nodes] = clusterPermissionsOf('system', 'platform-engineer').slice(-1);

    expect(nodes).toMatchObject({ resources: ['nodes'], verbs: expect.arrayContaining(['patch']) as string[] });
  });
});
