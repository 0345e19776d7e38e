import { LifecycleUser } from '../../../constructs/lifecycle/lifecycle-user';
import { LIFECYCLE_USER } from '../../../model/naming';
import { synthesizeConstruct } from '../../support/construct-root';

const { resource } = synthesizeConstruct((root) => new LifecycleUser(root, 'lifecycle'));

describe('the user that the lifecycle acts as', () => {
  it('may read and label the namespaces of environments, and nothing else', () => {
    expect(Object.values(resource.kubernetes_cluster_role_v1 ?? {})).toMatchObject([
      {
        rule: [
          {
            api_groups: [''],
            resources: ['namespaces'],
            resource_names: ['env-system', 'env-development', 'env-staging', 'env-production'],
            verbs: ['get', 'patch'],
          },
        ],
      },
    ]);
  });

  it('is one that nobody has a credential of', () => {
    expect(Object.values(resource.kubernetes_cluster_role_binding_v1 ?? {})).toMatchObject([
      { subject: [{ kind: 'User', name: LIFECYCLE_USER }] },
    ]);
  });
});
