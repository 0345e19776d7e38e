import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';

/** Panels a dashboard can have (data-model.md, EnvironmentDashboard). */
export const PANELS = ['cpu', 'memory', 'ingress-latency', 'pod-restarts', 'secret-freshness'] as const;

/** Name of an alert rule, as Prometheus writes it. */
export const alertRuleName = documented(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), {
  about: 'Name of an alert rule',
  allowed: 'letters, digits and underscores, starting with a letter, such as KubePodCrashLooping',
  source: 'Prometheus alerting rules',
});

/** Grafana dashboard of one environment. */
export const environmentDashboard = entity({
  name: 'EnvironmentDashboard',
  about: 'Grafana dashboard that sums up the health of an environment, with links into Loki and Tempo.',
  desired: {
    dashboardUid: documented(
      z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,40}$/)
        .optional(),
      {
        about: 'Grafana UID of the dashboard',
        allowed: 'letters, digits, "-" and "_", 1 to 40 characters, once per platform',
        default: '<platform>-<environment>',
        source: 'data-model.md, EnvironmentDashboard; Grafana dashboard UIDs',
      },
    ),
    panels: documented(
      z
        .array(z.enum(PANELS))
        .min(1)
        .default([...PANELS]),
      {
        about: 'Panels, in the order in which they are shown',
        allowed: `a list of at least one of ${PANELS.join(', ')}, each once`,
        source: 'data-model.md, EnvironmentDashboard',
      },
    ),
    alerts: documented(z.array(alertRuleName).default([]), {
      about: 'Alert rules shown on the dashboard; each needs a route in observability.alertRoutes',
      allowed: 'a list of alert rule names, such as KubePodCrashLooping',
      source: 'data-model.md, EnvironmentDashboard',
    }),
  },
});
