import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AccessPolicy, termsOf } from '../../model/derive/access-policy';
import type { Permission } from '../../model/entities/access-policy';
import type { EnvironmentName } from '../../model/entities/environment';
import { ACCESS_NAMESPACE, ENVIRONMENT_KEY, LABEL_DOMAIN, namespaceOf } from '../../model/naming';

const RBAC = 'rbac.authorization.k8s.io';

export interface EnvironmentAccessProps {
  readonly environment: EnvironmentName;
  readonly policies: readonly AccessPolicy[];
  /** Names of namespaces as those who make them know them, so that roles come after the namespace that they are in. */
  readonly made: Readonly<Record<string, string>>;
  /** What has to be there before an account is. @default - it is of a stack that was applied before */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * What the access policies of an environment say, in the API server: an account for each role, which nobody can run a
 * pod as, and what it may do. No credential is made here: it would stand in the state.
 */
export class EnvironmentAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: EnvironmentAccessProps,
  ) {
    super(scope, id);
    for (const policy of props.policies) this.addRole(policy);
  }

  private addRole(policy: AccessPolicy): void {
    const { role, account: name, namespaces, permissions, clusterPermissions, oidcGroups } = policy;
    const labels = {
      'app.kubernetes.io/managed-by': 'terraform',
      [ENVIRONMENT_KEY]: this.props.environment,
      [`${LABEL_DOMAIN}/role`]: role,
    };
    const account = new ServiceAccountV1(this, role, {
      metadata: { name, namespace: ACCESS_NAMESPACE, labels, annotations: termsOf(policy) },
      automountServiceAccountToken: false,
      ...(this.props.after && { dependsOn: [...this.props.after] }),
    });
    const subject = [
      { kind: 'ServiceAccount', name: account.metadata.name, namespace: ACCESS_NAMESPACE },
      ...oidcGroups.map((group) => ({ apiGroup: RBAC, kind: 'Group', name: group })),
    ];

    for (const place of namespaces) {
      const isOwn = place === namespaceOf(this.props.environment);
      const given = new Construct(this, isOwn ? `${role}-role` : `${role}-${place}`);
      const metadata = { name, namespace: this.props.made[place] ?? place, labels };
      new RoleV1(given, 'this', { metadata, rule: rules(permissions) });
      new RoleBindingV1(given, 'Resource', { metadata, roleRef: { apiGroup: RBAC, kind: 'Role', name }, subject });
    }
    if (clusterPermissions.length === 0) return;
    const around = new Construct(this, `${role}-cluster`);
    const clusterName = `lke-platform:${name}`;
    new ClusterRoleV1(around, 'this', { metadata: { name: clusterName, labels }, rule: rules(clusterPermissions) });
    new ClusterRoleBindingV1(around, 'Resource', {
      metadata: { name: clusterName, labels },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterName },
      subject,
    });
  }
}

const rules = (permissions: readonly Permission[]) =>
  permissions.map(({ apiGroups, resources, verbs }) => ({ apiGroups, resources, verbs }));
