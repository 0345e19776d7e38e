import type { Approval, Permission } from '../entities/access-policy';
import type { EnvironmentName } from '../entities/environment';
import { accessNameOf, LABEL_DOMAIN } from '../naming';
import type { EnvironmentFile } from '../platform-file';
import { clusterPermissionsOf, namespacesOf, USUAL_PERMISSIONS } from './permissions';

type AccessPolicyFile = EnvironmentFile['accessPolicies'][number];

/** Access of one role to one environment, complete. */
export interface AccessPolicy
  extends
    Omit<AccessPolicyFile, 'permissions' | 'maxDuration' | 'requiresIncidentTicket' | 'approval' | 'oidcGroups'>,
    Required<Pick<AccessPolicyFile, 'maxDuration' | 'requiresIncidentTicket'>> {
  /** Who has to agree to a grant. */
  readonly approval: Approval;
  /** Groups of an identity provider that have the role without a grant. */
  readonly oidcGroups: readonly string[];
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
    approval: policy.approval ?? (environment === 'production' ? 'second-person' : 'none'),
    oidcGroups: policy.oidcGroups ?? [],
  };
}

/** What a policy says of the grants under it, as annotations of its account: what was applied counts, not a file. */
export function termsOf({
  expiry,
  maxDuration,
  requiresIncidentTicket,
  approval,
}: Pick<AccessPolicy, 'expiry' | 'maxDuration' | 'requiresIncidentTicket' | 'approval'>): Record<string, string> {
  return {
    ...(expiry !== undefined && { [`${LABEL_DOMAIN}/expiry`]: expiry }),
    [`${LABEL_DOMAIN}/max-duration`]: maxDuration,
    [`${LABEL_DOMAIN}/requires-incident-ticket`]: String(requiresIncidentTicket),
    [`${LABEL_DOMAIN}/approval`]: approval,
  };
}
