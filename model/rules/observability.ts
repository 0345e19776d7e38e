import { ACKNOWLEDGE_MAX_SECONDS } from '../entities/observability-stack';
import { publicDashboard } from '../derive/dashboards';
import { durationSeconds } from '../values';
import { nearest } from '../file/nearest';
import { dashboardUidOf, overviewUidOf } from '../naming';
import { CRITICAL_ALERTS } from './alerts/all';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf, routesIn, type EnvironmentEntry } from './walk';

export const alertsAcknowledged: Rule = {
  id: 'alerts-acknowledged',
  about: 'An alert is acknowledged within 5 minutes',
  source: 'data-model.md, ObservabilityStack',
  check({ observability }, report) {
    for (const { path, route } of routesIn(observability)) {
      const within = route.acknowledgeWithin;
      if (within === undefined || (durationSeconds(within) ?? 0) <= ACKNOWLEDGE_MAX_SECONDS) continue;
      report([...path, 'acknowledgeWithin'], {
        what: `${within} is too long until an alert is acknowledged`,
        allowed: 'a duration of at most PT5M',
        fix: 'write PT5M or less',
      });
    }
  },
};

export const boundAlertsRouted: Rule = {
  id: 'bound-alerts-routed',
  about: 'An alert on a dashboard has a route',
  source: 'data-model.md, EnvironmentDashboard',
  check(draft, report) {
    const routes = draft.observability?.alertRoutes;
    if (!routes) return;
    const routed = [...Object.keys(routes), ...(draft.observability?.defaultRoute ? CRITICAL_ALERTS : [])];
    for (const { path, environment } of environmentsOf(draft)) {
      for (const { path: at, entry } of entriesOf([...path, 'dashboard', 'alerts'], environment.dashboard?.alerts)) {
        if (routed.includes(entry)) continue;
        const guess = nearest(entry, routed);
        report(at, {
          what: `the alert ${entry} has no route, so that nobody would hear of it`,
          allowed: routed.length > 0 ? routed.join(', ') : 'a rule of observability.alertRoutes, which has none yet',
          fix: `${guess ? `write ${guess}, or ` : ''}add ${entry}: {channel: …} to observability.alertRoutes`,
        });
      }
    }
  },
};

export const dashboardsPinned: Rule = {
  id: 'dashboards-pinned',
  about: 'A dashboard of grafana.com is one revision of it',
  source: 'data-model.md, ObservabilityStack',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['observability', 'dashboards'], draft.observability?.dashboards)) {
      if (typeof entry !== 'number') continue;
      report(path, {
        severity: 'warning',
        what: `the dashboard ${entry} names no revision, so that its first one is installed`,
        allowed: 'an id with its revision, such as 1860@37',
        fix: `write ${entry}@<revision>; https://grafana.com/grafana/dashboards/${entry} lists them under Revisions`,
      });
    }
  },
};

export const dashboardsDistinct: Rule = {
  id: 'dashboards-distinct',
  about: 'No two dashboards have the same UID, none is listed twice, and none has a panel twice',
  source: 'data-model.md, EnvironmentDashboard; Grafana dashboard UIDs',
  check(draft, report) {
    const environments = environmentsOf(draft);
    const listed = entriesOf(['observability', 'dashboards'], draft.observability?.dashboards);
    for (const { entry } of duplicatesOf(listed, ({ entry }) => String(publicDashboard(entry)?.id ?? entry))) {
      report(entry.path, {
        what: `duplicate dashboard ${entry.entry}`,
        allowed: 'each dashboard once',
        fix: 'remove one of them',
      });
    }
    const uidOf = ({ name, environment: { dashboard } }: EnvironmentEntry) =>
      dashboard?.dashboardUid ?? (draft.name && dashboardUidOf(draft.name, name));
    for (const { entry, first } of duplicatesOf(environments, uidOf)) {
      report([...entry.path, 'dashboard', 'dashboardUid'], {
        what: `the dashboard of ${first.name} has this UID already`,
        allowed: 'a UID of its own for each dashboard',
        fix: `give the dashboard of ${first.name} or of ${entry.name} another dashboardUid`,
      });
    }
    for (const entry of environments) {
      if (draft.name === undefined || uidOf(entry) !== overviewUidOf(draft.name)) continue;
      report([...entry.path, 'dashboard', 'dashboardUid'], {
        what: 'the overview of the platform has this UID already',
        allowed: 'a UID of its own for each dashboard',
        fix: `give the dashboard of ${entry.name} another dashboardUid`,
      });
    }
    for (const { path, environment } of environments) {
      const panels = entriesOf([...path, 'dashboard', 'panels'], environment.dashboard?.panels);
      for (const { entry } of duplicatesOf(panels, ({ entry }) => entry)) {
        report(entry.path, {
          what: `duplicate panel ${entry.entry}`,
          allowed: 'each panel once',
          fix: 'remove one of them',
        });
      }
    }
  },
};
