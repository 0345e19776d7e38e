import type { Role } from '../../../model/entities/access-policy';
import type { Platform } from '../../../model/platform';
import { ROLES } from '../../../model/entities/access-policy';
import { type PlatformData, platformOf, STANDARD } from '../platforms';

const policyOf = (environment: string, role: Role) => ({
  role,
  kubeconfigSecret: `linode-secret-manager://access/${environment}/${role}#kubeconfig`,
  ...(role !== 'break-glass' && { expiry: '2030-01-01T00:00:00Z' }),
  reviewedOn: '2026-10-01',
});

/** A platform in which every role has its usual permissions in each environment. */
export const platformWithRoles = (changes: object = {}): Platform => platformOf(platformData(changes));

/** The file of that platform. @param policy changes of each policy */
export function platformData(changes: object = {}, policy: object = {}): PlatformData {
  const { system, production } = STANDARD.environments;
  const withRoles = (name: string, environment: object) => ({
    ...environment,
    accessPolicies: ROLES.map((role) => ({ ...policyOf(name, role), ...policy })),
    ...changes,
  });
  return {
    ...STANDARD,
    environments: {
      system: withRoles('system', system ?? {}),
      development: withRoles('development', { ...production, domains: ['dev.acme.example'] }),
      staging: withRoles('staging', { ...production, domains: ['staging.acme.example'] }),
      production: withRoles('production', production ?? {}),
    },
  };
}
