import { z } from 'zod';
import * as limits from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { duration, email, text, whole } from '../values';
import { alertRuleName } from './environment-dashboard';

const CHANNEL =
  /^(slack:#[a-z0-9._-]{1,79}|email:[^@\s]+@[^@\s]+\.[a-z]{2,}|pagerduty:[A-Za-z0-9._-]+|webhook:[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)$/;

/** Longest time until an alert is acknowledged (data-model.md, ObservabilityStack). */
export const ACKNOWLEDGE_MAX_SECONDS = 5 * 60;

const channel = z.string().regex(CHANNEL);
const CHANNEL_ALLOWED =
  'slack:#<channel>, email:<address>, pagerduty:<service> or webhook:<name>; addresses and keys are in the Secret alert-channels';

const smtp = entity({
  name: 'Smtp',
  about: 'The server that alerts by e-mail are given to. Its password is in the Secret alert-channels.',
  desired: {
    host: documented(text(limits.domainName), {
      about: 'Name of the server',
      allowed: limits.domainName.allowed,
      source: 'Prometheus Alertmanager, email_config',
    }),
    port: documented(z.int().min(1).max(65535).default(587), {
      about: 'Port of the server; it has to offer STARTTLS there',
      allowed: 'a whole number from 1 to 65535',
      source: 'Prometheus Alertmanager, email_config',
    }),
    from: documented(email, {
      about: 'Sender of the mails',
      allowed: 'an e-mail address',
      source: 'Prometheus Alertmanager, email_config',
    }),
    username: documented(z.string().min(1).max(255).optional(), {
      about: 'Who logs in; the field smtp-password of the Secret is the password',
      allowed: 'text of at most 255 characters',
      default: 'none',
      source: 'Prometheus Alertmanager, email_config',
    }),
  },
});

const alertRoute = entity({
  name: 'AlertRoute',
  about: 'Where an alert goes and how soon somebody has to acknowledge it.',
  desired: {
    channel: documented(channel, {
      about: 'Contact channel',
      allowed: CHANNEL_ALLOWED,
      source: 'data-model.md, ObservabilityStack',
    }),
    escalateTo: documented(channel.optional(), {
      about: 'Contact channel that is told when nobody has acknowledged the alert in time',
      allowed: CHANNEL_ALLOWED,
      default: 'channel',
      source: 'docs/adr/0036-acknowledgement.md',
    }),
    acknowledgeWithin: documented(duration.default('PT5M'), {
      about: 'Time until the alert has to be acknowledged',
      allowed: 'an ISO-8601 duration of at most PT5M',
      source: 'data-model.md, ObservabilityStack',
    }),
  },
});

const namedRoute = documented(alertRoute.schema, {
  about: 'The way of one alert',
  allowed: '{channel, acknowledgeWithin, escalateTo}',
  fix: "write for example {channel: 'slack:#alerts'}",
  source: 'data-model.md, ObservabilityStack',
});

/** Chart of the metrics part, the version of which the model pins. */
export const METRICS_CHART = 'kube-prometheus-stack';
/** Version that is installed unless the file names another. */
export const DEFAULT_METRICS_CHART_VERSION = `${METRICS_CHART}-88.5.2`;

const dashboard = documented(
  z.union([
    z.int().min(1),
    z.string().regex(/^[1-9]\d{0,8}@[1-9]\d{0,5}$|^([A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.json$/),
  ]),
  {
    about: 'A dashboard',
    allowed: 'an id of grafana.com with its revision, such as 1860@37, or the path of a file that ends in .json',
    source: 'data-model.md, ObservabilityStack',
  },
);

/** Metrics, logs and traces of the cluster. */
export const observabilityStack = entity({
  name: 'ObservabilityStack',
  about: 'Metrics, logs and traces for the whole cluster, installed by the system stack.',
  desired: {
    chartVersion: documented(
      z
        .string()
        .regex(/^kube-prometheus-stack-\d+\.\d+\.\d+$/)
        .default(DEFAULT_METRICS_CHART_VERSION),
      {
        about: 'Chart and version of the metrics part',
        allowed: 'kube-prometheus-stack-<major>.<minor>.<patch>',
        fix: `write for example ${DEFAULT_METRICS_CHART_VERSION}`,
        source: 'data-model.md, ObservabilityStack',
      },
    ),
    dashboards: documented(z.array(dashboard).default([]), {
      about:
        "Dashboards beside the environments' own: ids of grafana.com, which Grafana downloads when it starts, or paths of " +
        'JSON files from the root of this repository. An id alone is revision 1',
      allowed: 'a list of ids such as 1860@37 and of paths that end in .json, each once',
      source: 'data-model.md, ObservabilityStack',
    }),
    alertRoutes: documented(z.record(alertRuleName, namedRoute).default({}), {
      about: 'Alert rule to contact channel',
      allowed: 'a map of names of alerts of the platform or of the chart to {channel, acknowledgeWithin, escalateTo}',
      source: 'data-model.md, ObservabilityStack',
    }),
    defaultRoute: documented(alertRoute.schema.optional(), {
      about:
        'The way of every alert of the platform or the chart that is critical, or becomes so, and that alertRoutes ' +
        'does not name',
      allowed: '{channel, acknowledgeWithin, escalateTo}',
      default: 'none',
      source: 'docs/adr/0035-alerts-with-their-routes.md',
    }),
    smtp: documented(smtp.schema.optional(), {
      about: 'The server that alerts by e-mail are given to',
      allowed: '{host, port, from, username}',
      default: 'none',
      source: 'docs/adr/0035-alerts-with-their-routes.md',
    }),
    otelCollectors: documented(whole(limits.otelCollectors).default(2), {
      about: 'Number of OpenTelemetry collectors',
      allowed: limits.otelCollectors.allowed,
      source: limits.otelCollectors.source,
    }),
    retentionDays: documented(whole(limits.retentionDays).default(15), {
      about: 'Days for which metrics, logs and traces are kept',
      allowed: limits.retentionDays.allowed,
      source: limits.retentionDays.source,
    }),
  },
});
