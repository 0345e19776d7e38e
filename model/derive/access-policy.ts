import type { Permission } from '../entities/access-policy';
import type { EnvironmentName } from '../entities/environment';
import { accessNameOf } from '../naming';
import type { EnvironmentFile } from '../platform-file';
import { clusterPermissionsOf, namespacesOf, USUAL_PERMISSIONS } from './permissions';

type AccessPolicyFile = EnvironmentFile['accessPolicies'][number];

/** Access of one role to one environment, complete. */
export interface AccessPolicy
  extends
    Omit<AccessPolicyFile, 'permissions' | 'maxDuration' | 'requiresIncidentTicket'>,
    Required<Pick<AccessPolicyFile, 'maxDuration' | 'requiresIncidentTicket'>> {
  /** Name of the ServiceAccount that its credentials are of. */
  readonly account: string;
  /** What may be done in each of the namespaces. */
  readonly permissions: readonly Permission[];
  /** Namespaces in which it may be done. */
  readonly namespaces: readonly string[];
  /** What may be done with what belongs to no namespace, and in every namespace. */
  readonly clusterPermissions: readonly Permission[];
}

/** Fills in what a role usually has. */
export function deriveAccessPolicy(environment: EnvironmentName, policy: AccessPolicyFile): AccessPolicy {
  const breakGlass = policy.role === 'break-glass';
  return {
    ...policy,
    account: accessNameOf(environment, policy.role),
    permissions: policy.permissions ?? USUAL_PERMISSIONS[policy.role],
    namespaces: namespacesOf(environment, policy.role),
    clusterPermissions: clusterPermissionsOf(environment, policy.role),
    maxDuration: policy.maxDuration ?? (breakGlass ? 'PT8H' : 'P30D'),
    requiresIncidentTicket: policy.requiresIncidentTicket ?? breakGlass,
  };
}
