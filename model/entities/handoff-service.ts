import { z } from 'zod';
import type { TextLimit } from '../limit';
import { entity } from '../entity';
import { documented } from '../field';
import { secretPlace } from '../secret-place';
import { text } from '../values';
import { ENVIRONMENT_NAMES } from './environment';

const GUIDE = 'docs/guides/handoff.md';

/**
 * What somebody may be to the service. The first three are roles of access policies; an `alert-source` tells of alerts
 * and may do nothing else.
 */
export const SERVICE_ROLES = ['platform-engineer', 'app-team', 'read-only', 'alert-source'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];

/** Audience of the tokens with which machines come, where the file names none. */
export const USUAL_AUDIENCE = 'lke-platform-handoff';

const ADDRESS: TextLimit = {
  pattern: /^(https:\/\/[a-z0-9.-]+(:\d{1,5})?|http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?)(\/[\w./~-]*)?$/,
  min: 10,
  max: 200,
  allowed:
    'an address that begins with https://, without a question, a fragment and a password; http:// on loopback alone',
  source: GUIDE,
};

const NAME: TextLimit = {
  pattern: /^[!-~]+$/,
  min: 1,
  max: 200,
  allowed: 'printable ASCII characters without blanks',
  source: GUIDE,
};

const ACCOUNT: TextLimit = {
  pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
  min: 3,
  max: 320,
  allowed: 'the namespace and the name of a ServiceAccount, such as env-staging/deployer',
  source: GUIDE,
};

const SERVICE: TextLimit = {
  pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  min: 3,
  max: 127,
  allowed: 'the namespace and the name of a Service, such as handoff/handoff',
  source: GUIDE,
};

const oidc = entity({
  name: 'HandoffOidc',
  about: 'The identity provider by which people sign in. The secret of the client never stands in the file.',
  desired: {
    issuer: documented(text(ADDRESS), {
      about: 'Address of the issuer, below which its discovery document is',
      allowed: ADDRESS.allowed,
      source: 'OpenID Connect Discovery',
    }),
    clientId: documented(text(NAME), {
      about: 'Id of the client that the service is to it',
      allowed: NAME.allowed,
      source: GUIDE,
    }),
    groupsClaim: documented(text(NAME).default('groups'), {
      about: 'Claim of the ID token that lists the groups of a person',
      allowed: NAME.allowed,
      source: GUIDE,
    }),
    scopes: documented(z.array(text(NAME)).min(1).default(['openid', 'email', 'groups']), {
      about: 'Scopes that are asked for',
      allowed: 'a list of scopes, with openid',
      source: 'OpenID Connect Core',
    }),
  },
});

const roleEntry = entity({
  name: 'HandoffRole',
  about: 'Who has a role with the service, and in which environments.',
  desired: {
    role: documented(z.enum(SERVICE_ROLES), {
      about: 'What they are to the service',
      note: 'A platform-engineer approves access. An alert-source is an Alertmanager, and may do nothing but tell of alerts.',
      allowed: SERVICE_ROLES.join(', '),
      source: 'data-model.md, AccessPolicy',
    }),
    groups: documented(z.array(text(NAME)).default([]), {
      about: 'Groups of the identity provider whose members have it',
      allowed: 'a list of groups, as the claim has them',
      source: GUIDE,
    }),
    serviceAccounts: documented(z.array(text(ACCOUNT)).default([]), {
      about: 'ServiceAccounts of the cluster that have it, by a token for the audience of the service',
      note: 'Whoever may run pods in a namespace can be any ServiceAccount of it.',
      allowed: `a list of accounts, each ${ACCOUNT.allowed}`,
      source: GUIDE,
    }),
    environments: documented(z.array(z.enum(ENVIRONMENT_NAMES)).min(1).optional(), {
      about: 'Environments in which they have it',
      allowed: `a list of ${ENVIRONMENT_NAMES.join(', ')}`,
      default: 'all',
      source: GUIDE,
    }),
  },
});
export type RoleEntry = z.output<typeof roleEntry.schema>;

const told = (about: string) =>
  secretPlace(about, {
    variable: 'HANDOFF',
    path: 'handoff',
    source: GUIDE,
    default: 'nobody is told there',
  }).optional();

/** The service of hand-off contracts. */
export const handoffService = entity({
  name: 'HandoffService',
  about: 'The service by which application teams read their contract, ask for access and fetch a kubeconfig.',
  desired: {
    address: documented(text(ADDRESS), {
      about: 'Where people reach it; contracts and links carry it',
      allowed: ADDRESS.allowed,
      fix: 'write for example address: https://handoff.acme.example',
      source: GUIDE,
    }),
    grafanaAddress: documented(text(ADDRESS).optional(), {
      about: 'Where people reach Grafana; contracts link to its dashboards',
      allowed: ADDRESS.allowed,
      default: 'none, and contracts have no link',
      source: 'data-model.md, ServiceHandoffContract',
    }),
    service: documented(text(SERVICE).optional(), {
      about: 'Its Service, where it runs in the cluster by the chart service-handoff; Alertmanager goes straight there',
      note: 'Alerts reach it there while the ingress is what does not work.',
      allowed: SERVICE.allowed,
      default: 'none: Alertmanager goes to the address',
      source: GUIDE,
    }),
    oidc: documented(oidc.schema.optional(), {
      about: 'By whom people prove who they are',
      allowed: '{issuer, clientId, groupsClaim, scopes}',
      default: 'none: only machines come in',
      source: 'OpenID Connect Core',
    }),
    audience: documented(text(NAME).default(USUAL_AUDIENCE), {
      about: 'Audience that the token of a ServiceAccount has to be for',
      note: 'A token for another audience, such as that of every pod, opens nothing.',
      allowed: NAME.allowed,
      source: 'Kubernetes TokenReview',
    }),
    slackWebhook: told('Address of the incoming webhook of Slack that is told when a used address is tried again'),
    webhook: told('Any other address that is told when the used address of a kubeconfig is tried again'),
    roles: documented(z.array(roleEntry.schema).min(1), {
      about: 'Who may do what',
      allowed: 'a list of at least one {role, groups, serviceAccounts, environments}',
      fix: 'write for example roles: [{role: platform-engineer, groups: [platform]}]',
      source: GUIDE,
    }),
  },
});
export type HandoffServiceFile = z.output<typeof handoffService.schema>;
