import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../entities/observability-stack';
import { nearest } from '../file/nearest';
import { ALERTS, CRITICAL_ALERTS } from './alerts/all';
import { chartAlertsOf, WATCHDOG } from './alerts/chart-alerts';
import type { Rule } from './rule';
import { routesIn } from './walk';

/** What a route has that says nothing of it. */
const DEFAULT_ACKNOWLEDGE_WITHIN = 'PT5M';

/** How many alerts of the platform an error lists; the runbook has all of them. */
const SHOWN = 6;

const isVersion = (version: string) => /^\d+\.\d+\.\d+$/.test(version);

export const alertsExist: Rule = {
  id: 'alerts-exist',
  about: 'An alert with a route is one of the platform, or of the version of the chart that is installed',
  source: 'data-model.md, ObservabilityStack',
  check({ observability }, report) {
    const chart = observability?.chartVersion ?? DEFAULT_METRICS_CHART_VERSION;
    const version = chart.slice(METRICS_CHART.length + 1);
    if (!isVersion(version)) return;
    const ours = ALERTS.map(({ alert }) => alert);
    const known = [...ours, ...chartAlertsOf(version)];
    for (const name of Object.keys(observability?.alertRoutes ?? {})) {
      if (known.includes(name)) continue;
      const guess = nearest(name, known);
      report(['observability', 'alertRoutes', name], {
        what: `there is no alert ${name}, so that nothing would ever go this way`,
        given: name,
        allowed: `an alert of the platform (${ours.slice(0, SHOWN).join(', ')}, … docs/runbooks/alerts.md) or of ${chart}`,
        fix: guess ? `write ${guess}` : 'remove it',
      });
    }
  },
};

export const watchdogIsHeartbeat: Rule = {
  id: 'watchdog-is-heartbeat',
  about: 'Watchdog, which fires always, goes to one channel, and nobody acknowledges it',
  source: 'docs/adr/0036-acknowledgement.md',
  check({ observability }, report) {
    const route = observability?.alertRoutes?.[WATCHDOG];
    for (const field of ['escalateTo', 'acknowledgeWithin'] as const) {
      if (route?.[field] === undefined || route[field] === DEFAULT_ACKNOWLEDGE_WITHIN) continue;
      report(['observability', 'alertRoutes', WATCHDOG, field], {
        what: `${WATCHDOG} fires as long as all is well, so that there is nothing to acknowledge or to escalate`,
        allowed: 'its channel alone, which tells when it hears nothing any more',
        fix: `remove ${field}`,
      });
    }
  },
};

export const mailsHaveServer: Rule = {
  id: 'mails-have-server',
  about: 'Alerts by e-mail have a server that takes them',
  source: 'Prometheus Alertmanager, email_config',
  check({ observability }, report) {
    if (!observability || observability.smtp) return;
    for (const { path, route } of routesIn(observability)) {
      for (const field of ['channel', 'escalateTo'] as const) {
        if (!route[field]?.startsWith('email:')) continue;
        report([...path, field], {
          what: `${String(route[field])} cannot be reached: observability.smtp names no server`,
          allowed: 'a channel of another kind, or a server in observability.smtp',
          fix: 'add smtp: {host: mail.example.com, from: alerts@example.com} to observability',
        });
      }
    }
  },
};

export const criticalAlertsRouted: Rule = {
  id: 'critical-alerts-routed',
  about: 'Where alerts have routes, somebody hears of every critical one',
  source: 'docs/adr/0035-alerts-with-their-routes.md',
  check({ observability }, report) {
    const { alertRoutes = {}, defaultRoute } = observability ?? {};
    const unheard = CRITICAL_ALERTS.filter((alert) => !Object.hasOwn(alertRoutes, alert));
    if (Object.keys(alertRoutes).length === 0 || defaultRoute || unheard.length === 0) return;
    report(['observability', 'alertRoutes'], {
      severity: 'warning',
      what: `nobody hears of critical alerts that have no route: ${unheard.join(', ')}`,
      allowed: 'a line of alertRoutes for each, or a defaultRoute for all of them',
      fix: "add for example defaultRoute: {channel: 'slack:#ops'} to observability",
    });
  },
};
