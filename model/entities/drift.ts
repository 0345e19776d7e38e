import { z } from 'zod';
import type { TextLimit } from '../limit';
import { secretPlace } from '../secret-place';
import { SEVERITIES } from '../rules/drift/finding';
import { entity } from '../entity';
import { documented } from '../field';
import { day, text } from '../values';
import { RESOURCE_ADDRESS } from './resource-address';

const GUIDE = 'docs/guides/drift.md';

const RESOURCE_TYPE: TextLimit = {
  pattern: /^([a-z][a-z0-9_]*|helm_release\/([A-Z][A-Za-z0-9]*|\*))$/,
  min: 3,
  max: 100,
  allowed:
    "Terraform's type of a resource, such as linode_domain; of an object of a release helm_release/ and its kind, such as helm_release/Deployment, or helm_release/* for all",
  source: GUIDE,
};

const ATTRIBUTE: TextLimit = {
  pattern: /^[a-z_][A-Za-z0-9_.]*(\[[^\]]+\])?$/,
  min: 1,
  max: 300,
  allowed: 'an attribute by its path, such as ttl_sec, control_plane.acl or, of a map, metadata.labels[acme.example/*]',
  source: GUIDE,
};

/** Drift adds kind and place to the address of the release that an object is of. */
const ADDRESS: TextLimit = {
  pattern: new RegExp(
    `${RESOURCE_ADDRESS.pattern.source.slice(0, -1)}(/[A-Z][A-Za-z0-9]*(/[a-z0-9][a-z0-9.:-]*){1,2})?$|^linode_[a-z_]+/[A-Za-z0-9][A-Za-z0-9.,:_-]*$`,
  ),
  min: RESOURCE_ADDRESS.min,
  max: 400,
  allowed: `${RESOURCE_ADDRESS.allowed}, or an object of a release or what nobody declared at Linode as drift prints it, such as helm_release.loki/ConfigMap/monitoring/loki or linode_domain_record/4711,12`,
  source: GUIDE,
};

const VALUE_PATH: TextLimit = {
  pattern: /^(\*|[a-z_][^\s]*)$/,
  min: 1,
  max: 300,
  allowed:
    'the path of a value as drift prints it, such as ttl_sec or metadata[0].labels.team; * for the whole of what nobody declared',
  source: GUIDE,
};

const REPOSITORY: TextLimit = {
  pattern: /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/,
  min: 3,
  max: 140,
  allowed: 'owner and name, such as acme/platform',
  source: GUIDE,
};

const reason = documented(z.string().min(10).max(300), {
  about: 'Why, for whoever reads the report',
  allowed: 'a sentence of 10 to 300 characters',
  source: GUIDE,
});

const secret = (about: string) => secretPlace(about, { variable: 'DRIFT', path: 'drift', source: GUIDE });

/** A rule of users on top of those of the platform. */
export const driftRule = entity({
  name: 'DriftRule',
  about: 'How bad it is when an attribute differs. It never silences a deletion or a loss of security.',
  desired: {
    type: documented(text(RESOURCE_TYPE), {
      about: 'Type of the resources',
      allowed: RESOURCE_TYPE.allowed,
      source: RESOURCE_TYPE.source,
    }),
    attribute: documented(text(ATTRIBUTE), {
      about: 'Attribute of them, with all that is below it',
      allowed: ATTRIBUTE.allowed,
      source: ATTRIBUTE.source,
    }),
    severity: documented(z.enum(SEVERITIES), {
      about: 'How bad it is',
      allowed: SEVERITIES.join(', '),
      source: 'data-model.md, DriftReport',
    }),
    reason,
  },
});

/** One difference that is accepted. */
export const acceptedDrift = entity({
  name: 'AcceptedDrift',
  about: 'One difference that is accepted until a day. It never silences a deletion or a loss of security.',
  desired: {
    address: documented(text(ADDRESS), {
      about: 'Address of the resource in its stack',
      allowed: ADDRESS.allowed,
      source: ADDRESS.source,
    }),
    attribute: documented(text(VALUE_PATH), {
      about: 'Path of the value',
      allowed: VALUE_PATH.allowed,
      source: VALUE_PATH.source,
    }),
    value: documented(z.json(), {
      about: 'What is there and is accepted; any other value is drift again',
      allowed: 'the value as drift show --json prints it',
      source: GUIDE,
    }),
    until: documented(day, {
      about: 'Last day on which it is accepted',
      allowed: 'a day, such as 2027-01-31',
      source: GUIDE,
    }),
    reason,
  },
});

const slack = entity({
  name: 'SlackTarget',
  about: 'A channel of Slack, told of each change of the status of an environment.',
  desired: { webhook: secret('Address of the incoming webhook') },
});

const github = entity({
  name: 'GithubTarget',
  about: 'A repository in which major drift opens an issue.',
  desired: {
    repository: documented(text(REPOSITORY), {
      about: 'Repository of the issues',
      allowed: REPOSITORY.allowed,
      source: REPOSITORY.source,
    }),
    token: secret('Token that may write issues'),
    apiUrl: documented(z.url({ protocol: /^https?$/ }).default('https://api.github.com'), {
      about: 'Address of the API',
      allowed: 'an address, such as https://github.acme.example/api/v3',
      source: GUIDE,
    }),
  },
});

const pagerduty = entity({
  name: 'PagerDutyTarget',
  about: 'A service of PagerDuty in which major drift opens an incident.',
  desired: {
    routingKey: secret('Integration key of the Events API v2'),
    eventsUrl: documented(z.url({ protocol: /^https?$/ }).default('https://events.pagerduty.com/v2/enqueue'), {
      about: 'Address of the Events API',
      allowed: 'an address, such as https://events.eu.pagerduty.com/v2/enqueue',
      source: GUIDE,
    }),
  },
});

const webhook = entity({
  name: 'WebhookTarget',
  about: 'An address that is told when major drift begins and when it is gone.',
  desired: { url: secret('The address') },
});

/** What users say of drift, and who is told of it. */
export const drift = entity({
  name: 'Drift',
  about: 'How differences between what is deployed and what was applied are judged, and who is told.',
  desired: {
    rules: documented(z.array(driftRule.schema).default([]), {
      about: 'Rules on top of those of the platform; the first that is about an attribute counts',
      allowed: 'a list of {type, attribute, severity, reason}',
      source: GUIDE,
    }),
    accept: documented(z.array(acceptedDrift.schema).default([]), {
      about: 'Differences that are accepted for a time',
      allowed: 'a list of {address, attribute, value, until, reason}',
      source: GUIDE,
    }),
    slack: documented(slack.schema.optional(), {
      about: 'Channel of Slack that is told',
      allowed: '{webhook}',
      default: 'nobody is told there',
      source: 'data-model.md, DriftReport',
    }),
    github: documented(github.schema.optional(), {
      about: 'Repository in which incidents are issues',
      allowed: '{repository, token, apiUrl}',
      default: 'no issues are opened',
      source: 'data-model.md, DriftReport',
    }),
    pagerduty: documented(pagerduty.schema.optional(), {
      about: 'Service of PagerDuty for incidents',
      allowed: '{routingKey, eventsUrl}',
      default: 'none is called',
      source: 'data-model.md, DriftReport',
    }),
    webhook: documented(webhook.schema.optional(), {
      about: 'Any other address for incidents',
      allowed: '{url}',
      default: 'none is called',
      source: 'data-model.md, DriftReport',
    }),
  },
});
