import type { AlertRule } from './alert-rule';
import { CRITICAL_OF_CHART } from './chart-alerts';
import { CREDENTIAL_ALERTS } from './credentials';
import { INGRESS_ALERTS } from './ingress';
import { OPERATION_ALERTS } from './operations';
import { TELEMETRY_ALERTS } from './telemetry';
import { WORKLOAD_ALERTS } from './workloads';

/** Alerts of the platform, by the name of their group. */
export const ALERT_GROUPS: Readonly<Record<string, readonly AlertRule[]>> = {
  workloads: WORKLOAD_ALERTS,
  ingress: INGRESS_ALERTS,
  credentials: CREDENTIAL_ALERTS,
  operations: OPERATION_ALERTS,
  telemetry: TELEMETRY_ALERTS,
};

/** All of them. */
export const ALERTS: readonly AlertRule[] = Object.values(ALERT_GROUPS).flat();

/** Names of those that somebody has to hear of at once, of the platform and of the chart. */
export const CRITICAL_ALERTS: readonly string[] = [
  ...ALERTS.filter(({ severity }) => severity === 'critical').map(({ alert }) => alert),
  ...CRITICAL_OF_CHART,
];
