/**
 * How Prometheus is told to take OTLP, by the version of kube-prometheus-stack (the chart's values and the versions of
 * Prometheus in them; Prometheus, feature flags).
 */
export const METRICS_CHART_OTLP = {
  /** Before {@link METRICS_CHART_OTLP.flagFrom}, with Prometheus 2. */
  feature: 'otlp-write-receiver',
  /** The first chart with Prometheus 3, which knows the feature no more. */
  flagFrom: '67.0.0',
  flag: 'web.enable-otlp-receiver',
  /** The first chart that has a value for it. */
  valueFrom: '75.3.6',
} as const;
