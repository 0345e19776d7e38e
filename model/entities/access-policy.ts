import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { day, duration, secretReference, timestamp } from '../values';

/** Who a policy is for. */
export const ROLES = ['platform-engineer', 'app-team', 'read-only', 'break-glass'] as const;
export type Role = (typeof ROLES)[number];

/** Who has to agree to a grant before there is one. */
export const APPROVALS = ['second-person', 'none'] as const;
export type Approval = (typeof APPROVALS)[number];

/** Verbs with which a role gets at rights that it was not given (Kubernetes RBAC, privilege escalation). */
export const RAISING_VERBS = ['escalate', 'bind', 'impersonate'] as const;

/** Verbs of the Kubernetes API. */
export const VERBS = [
  '*',
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  ...RAISING_VERBS,
] as const;

const apiGroup = documented(z.string().regex(/^(\*|[a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/), {
  about: 'An API group',
  allowed: 'a group without its version, such as "", apps or networking.k8s.io, or "*"',
  source: 'Kubernetes RBAC',
});
const resource = documented(z.string().regex(/^(\*|(\*|[a-z]([-a-z0-9]*[a-z0-9])?)(\/[a-z]([-a-z0-9]*[a-z0-9])?)?)$/), {
  about: 'A resource',
  allowed: 'a resource in lower case and plural, such as pods or pods/log, or "*", or "*/scale"',
  source: 'Kubernetes RBAC',
});

const oidcGroup = documented(z.string().regex(/^(?!system:)[^\s*][^\s]{0,252}$/), {
  about: 'A group',
  allowed:
    'the name of a group as the API server sees it, with its prefix, such as oidc:platform; without blanks, and not one of those that begin with system:, which Kubernetes gives out itself',
  fix: 'write the group as your identity provider has it, with the prefix that the API server adds, such as oidc:platform',
  source: 'Kubernetes, OpenID Connect tokens',
});

const permission = entity({
  name: 'Permission',
  about: 'A set of Kubernetes API groups, resources and verbs, as in a rule of a Role.',
  desired: {
    apiGroups: documented(z.array(apiGroup).min(1), {
      about: 'API groups; "" is the core group',
      allowed: 'a list of at least one group, such as "", apps or batch',
      source: 'data-model.md, AccessPolicy; Kubernetes RBAC',
    }),
    resources: documented(z.array(resource).min(1), {
      about: 'Resources in plural form, subresources behind a slash',
      allowed: 'a list of at least one resource, such as pods, pods/log or "*"',
      source: 'Kubernetes RBAC',
    }),
    verbs: documented(z.array(z.enum(VERBS)).min(1), {
      about: 'What may be done with them',
      allowed: `a list of at least one of ${VERBS.join(', ')}`,
      source: 'data-model.md, AccessPolicy; Kubernetes RBAC',
    }),
  },
});

/** A set of API groups, resources and verbs. */
export type Permission = z.infer<typeof permission.schema>;

/** Access of one role to one environment. */
export const accessPolicy = entity({
  name: 'AccessPolicy',
  about: 'What one role may do in an environment, for how long, and where its kubeconfig is kept.',
  desired: {
    role: documented(z.enum(ROLES), {
      about: 'Role the policy is for; one policy per role and environment',
      allowed: ROLES.join(', '),
      source: 'data-model.md, AccessPolicy',
    }),
    kubeconfigSecret: documented(secretReference, {
      about: 'Where the kubeconfig of this role is kept',
      allowed:
        '<source>://<path>[#<key>], source one of linode-secret-manager, ext-vault, kubernetes (Linode has no secrets manager and no ARN)',
      fix: 'write for example linode-secret-manager://access/production/read-only#kubeconfig',
      namesSecret: true,
      source: 'data-model.md, AccessPolicy; docs/linode-notes.md',
    }),
    permissions: documented(z.array(permission.schema).min(1).optional(), {
      about: 'Kubernetes API groups, resources and verbs the role is given in the namespace',
      allowed: 'a list of at least one {apiGroups, resources, verbs}',
      default: "the role's usual permissions",
      source: 'data-model.md, AccessPolicy',
    }),
    expiry: documented(timestamp.optional(), {
      about: 'When the credentials of this policy have to be rotated',
      allowed:
        'an ISO-8601 timestamp with offset, such as 2027-01-31T00:00:00Z; required unless the role is break-glass',
      source: 'data-model.md, AccessPolicy',
    }),
    maxDuration: documented(duration.optional(), {
      about: 'Longest life of one credential given out under this policy',
      allowed:
        'an ISO-8601 duration in weeks, days, hours or minutes, such as PT8H; at least PT10M, at most PT24H for break-glass and P92D for the other roles',
      default: 'PT8H for break-glass, P30D for the other roles',
      source: 'data-model.md, AccessPolicy',
    }),
    requiresIncidentTicket: documented(z.boolean().optional(), {
      about: 'Whether a credential is given out only with an incident ticket',
      allowed: 'true or false; always true for break-glass',
      default: 'true for break-glass, false for the other roles',
      source: 'data-model.md, AccessPolicy',
    }),
    approval: documented(z.enum(APPROVALS).optional(), {
      about:
        'Who has to agree to a grant: second-person is somebody whose Linode profile is another one than that of who asks; none is for engineers who are alone, and each grant records it',
      note: 'It counts once it is applied: a grant is refused as long as the file says something else than the cluster.',
      allowed: 'second-person or none',
      default: 'second-person in production, none elsewhere',
      source: 'docs/adr/0021-grants.md',
    }),
    oidcGroups: documented(z.array(oidcGroup).min(1).optional(), {
      about: 'Groups of an identity provider whose members have the role without a grant',
      note: 'Of use only where the API server asks an identity provider (OIDC). That of LKE does not: there it changes nothing.',
      allowed: 'a list of at least one group; not for break-glass, and none that begins with system:',
      fix: 'remove oidcGroups, or write for example oidcGroups: [oidc:platform]',
      default: 'none',
      source: 'Kubernetes, OpenID Connect tokens; docs/guides/access.md',
    }),
    reviewedOn: documented(day.optional(), {
      about: 'Day of the last review; a review is due every quarter',
      allowed: 'a day, such as 2026-10-01',
      default: 'not reviewed yet',
      source: 'data-model.md, AccessPolicy',
    }),
  },
});

/** Shortest life of a token that Kubernetes gives out, in seconds (TokenRequest, expirationSeconds). */
export const CREDENTIAL_MIN_SECONDS = 10 * 60;

/** Longest life of a credential of any role, in seconds: it does not outlive a review of its policy. */
export const CREDENTIAL_MAX_SECONDS = 92 * 24 * 60 * 60;

/** Verbs that change nothing, the only ones of the role read-only. */
export const READING_VERBS: readonly string[] = ['get', 'list', 'watch'];

/** Seconds in 24 hours, the longest life of a break-glass credential (data-model.md, AccessPolicy). */
export const BREAK_GLASS_MAX_SECONDS = 24 * 60 * 60;

/** Days before the expiry of a policy in which `validate` warns of it. */
export const EXPIRY_WARNING_DAYS = 30;

/** Days in which a policy has to be reviewed again (data-model.md, AccessPolicy: quarterly). */
export const REVIEW_INTERVAL_DAYS = 92;
