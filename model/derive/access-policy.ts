import type { Role } from '../entities/access-policy';
import type { EnvironmentFile } from '../platform-file';

type AccessPolicyFile = EnvironmentFile['accessPolicies'][number];

/** Access of one role to one environment, complete. */
export type AccessPolicy = AccessPolicyFile &
  Required<Pick<AccessPolicyFile, 'permissions' | 'maxDuration' | 'requiresIncidentTicket'>>;

type Permission = NonNullable<AccessPolicyFile['permissions']>[number];

const everything: Permission[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/** Usual permissions of a role in its namespace. Secrets are left to those who answer for the platform. */
const USUAL_PERMISSIONS: Readonly<Record<Role, Permission[]>> = {
  'platform-engineer': everything,
  'break-glass': everything,
  'app-team': [
    { apiGroups: ['apps', 'batch', 'autoscaling', 'networking.k8s.io'], resources: ['*'], verbs: ['*'] },
    { apiGroups: [''], resources: ['configmaps', 'services', 'persistentvolumeclaims', 'pods'], verbs: ['*'] },
    { apiGroups: [''], resources: ['pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['create'] },
  ],
  'read-only': [
    {
      apiGroups: ['apps', 'batch', 'autoscaling', 'networking.k8s.io'],
      resources: ['*'],
      verbs: ['get', 'list', 'watch'],
    },
    {
      apiGroups: [''],
      resources: ['configmaps', 'services', 'persistentvolumeclaims', 'pods', 'pods/log', 'events'],
      verbs: ['get', 'list', 'watch'],
    },
  ],
};

/** Fills in what a role usually has. */
export function deriveAccessPolicy(policy: AccessPolicyFile): AccessPolicy {
  const breakGlass = policy.role === 'break-glass';
  return {
    ...policy,
    permissions: policy.permissions ?? USUAL_PERMISSIONS[policy.role],
    maxDuration: policy.maxDuration ?? (breakGlass ? 'PT8H' : 'P30D'),
    requiresIncidentTicket: policy.requiresIncidentTicket ?? breakGlass,
  };
}
