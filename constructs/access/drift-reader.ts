import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import {
  DRIFT_ACCOUNT,
  DRIFT_BOUNDS_RIGHTS,
  DRIFT_CLUSTER_RIGHTS,
  DRIFT_ENVIRONMENT_RIGHTS,
  DRIFT_KUBE_SYSTEM_RIGHTS,
  DRIFT_NAMESPACE,
  DRIFT_POD_ACCOUNT,
  DRIFT_RELEASE_RIGHTS,
  DRIFT_ROLE,
  RELEASE_NAMESPACES,
} from '../../model/derive/drift-rights';
import type { Permission } from '../../model/entities/access-policy';
import { ACCESS_NAMESPACE } from '../../model/naming';

const RBAC = 'rbac.authorization.k8s.io';
const LABELS = { 'app.kubernetes.io/managed-by': 'terraform' };

export interface DriftReaderProps {
  /** Names of the namespaces of releases as those who make them know them, so that roles come after them. */
  readonly made: Readonly<Partial<Record<string, string>>>;
  /** What has to be there before the account is. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The account that looks for drift, and its rights: to get and list what is compared, and to change nothing. The rights to
 * environments are a role of their own, for a look from inside the cluster that needs no more.
 */
export class DriftReader extends Construct {
  constructor(scope: Construct, id: string, { made, after }: DriftReaderProps) {
    super(scope, id);
    const account = new ServiceAccountV1(this, 'account', {
      metadata: { name: DRIFT_ACCOUNT, namespace: ACCESS_NAMESPACE, labels: LABELS },
      automountServiceAccountToken: false,
      dependsOn: [...after],
    });
    const subject = [{ kind: 'ServiceAccount', name: account.metadata.name, namespace: ACCESS_NAMESPACE }];

    for (const [part, rights] of [
      ['environments', DRIFT_ENVIRONMENT_RIGHTS],
      ['cluster', DRIFT_CLUSTER_RIGHTS],
    ] as const) {
      const role = this.clusterRole(part, rights);
      new ClusterRoleBindingV1(this, `${part}-binding`, {
        metadata: { name: `${DRIFT_ROLE}-${part}`, labels: LABELS },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
        subject,
      });
    }

    const releases = this.clusterRole('releases', DRIFT_RELEASE_RIGHTS);
    // Argo CD is there only where it is asked for.
    for (const namespace of [...RELEASE_NAMESPACES, ...(made.argocd === undefined ? [] : ['argocd'])]) {
      new RoleBindingV1(this, `releases-${namespace}`, {
        metadata: { name: `${DRIFT_ROLE}-releases`, namespace: made[namespace] ?? namespace, labels: LABELS },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: releases },
        subject,
        dependsOn: [...after],
      });
    }

    const bounds = { name: `${DRIFT_ROLE}-bounds`, namespace: ACCESS_NAMESPACE, labels: LABELS };
    new RoleV1(this, 'bounds', { metadata: bounds, rule: rules(DRIFT_BOUNDS_RIGHTS), dependsOn: [...after] });
    new RoleBindingV1(this, 'bounds-binding', {
      metadata: bounds,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: bounds.name },
      subject: [...subject, { kind: 'ServiceAccount', name: DRIFT_POD_ACCOUNT, namespace: DRIFT_NAMESPACE }],
      dependsOn: [...after],
    });

    const metadata = { name: `${DRIFT_ROLE}-services`, namespace: 'kube-system', labels: LABELS };
    new RoleV1(this, 'services', { metadata, rule: rules(DRIFT_KUBE_SYSTEM_RIGHTS) });
    new RoleBindingV1(this, 'services-binding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
      subject,
    });
  }

  /** @returns its name, for what binds it */
  private clusterRole(part: string, rights: readonly Permission[]): string {
    const name = `${DRIFT_ROLE}-${part}`;
    new ClusterRoleV1(this, part, { metadata: { name, labels: LABELS }, rule: rules(rights) });
    return name;
  }
}

const rules = (rights: readonly Permission[]) =>
  rights.map(({ apiGroups, resources, verbs }) => ({ apiGroups, resources, verbs }));
