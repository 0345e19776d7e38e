/** How bad it is: `critical` wakes somebody, `warning` is looked at in working hours. */
export type AlertSeverity = 'critical' | 'warning';

/** One alert of the platform, as the Prometheus operator takes it, but for the labels and links that all of them have. */
export interface AlertRule {
  /** Its name, by which `observability.alertRoutes`, silences and the runbook know it. */
  readonly alert: string;
  readonly severity: AlertSeverity;
  /** PromQL; what it finds carries the label `environment`, unless {@link AlertRule.shared}. */
  readonly expr: string;
  /** How long it has to hold. */
  readonly for: string;
  /** What is wrong, in one line; may name labels by Prometheus' templates. */
  readonly summary: string;
  /** Whether it is about what all environments share; it carries the environment `system` then. @default false */
  readonly shared?: boolean;
}

/** The environment out of a label such as `namespace` with the value `env-production`; `expr` without one is left as it is. */
export const withEnvironment = (expr: string, label: string, pattern = 'env-(.+)') =>
  `label_replace(${expr}, "environment", "$1", "${label}", "${pattern}")`;

export const DAY = 24 * 60 * 60;
