import type { AlertRule } from './alert-rule';
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
