import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { Construct } from 'constructs';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { LABEL_DOMAIN, LIFECYCLE_USER, namespaceOf } from '../../model/naming';

const RBAC = 'rbac.authorization.k8s.io';

/** What the user that the lifecycle acts as may do: read and label the namespaces of environments, and nothing else. */
export class LifecycleUser extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = {
      name: 'lke-platform:lifecycle',
      labels: { 'app.kubernetes.io/managed-by': 'terraform', [`${LABEL_DOMAIN}/part`]: 'lifecycle' },
    };
    new ClusterRoleV1(this, 'this', {
      metadata,
      rule: [
        {
          apiGroups: [''],
          resources: ['namespaces'],
          resourceNames: ENVIRONMENT_NAMES.map(namespaceOf),
          verbs: ['get', 'patch'],
        },
      ],
    });
    new ClusterRoleBindingV1(this, 'Resource', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: metadata.name },
      subject: [{ apiGroup: RBAC, kind: 'User', name: LIFECYCLE_USER }],
    });
  }
}
