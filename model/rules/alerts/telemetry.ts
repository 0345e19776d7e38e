import type { AlertRule } from './alert-rule';

const sum = (metric: string, window = '15m') => `sum(rate(${metric}[${window}]))`;

/** What sees everything else: without it, silence says nothing. */
export const TELEMETRY_ALERTS: readonly AlertRule[] = [
  {
    alert: 'LogsNotArriving',
    severity: 'critical',
    expr: `(${sum('otelcol_exporter_sent_log_records_total{exporter=~"otlp_http/loki.*"}')} or vector(0)) == 0`,
    for: '15m',
    summary: 'No log has reached Loki for a quarter of an hour.',
    shared: true,
  },
  {
    alert: 'LogAgentDown',
    severity: 'warning',
    expr: 'up{job="monitoring/log-agent"} == 0',
    for: '15m',
    summary: 'The log agent {{ $labels.pod }} does not answer; logs of its node wait there.',
    shared: true,
  },
  {
    alert: 'LogsRefused',
    severity: 'warning',
    expr: 'label_replace(sum by (tenant, reason) (increase(loki_discarded_samples_total[15m])) > 0, "environment", "$1", "tenant", "env-(.+)")',
    for: '15m',
    summary: 'Loki refuses logs of {{ $labels.tenant }}: {{ $labels.reason }}.',
  },
  {
    alert: 'MetricsNotArriving',
    severity: 'critical',
    expr: 'absent(up{job="kube-state-metrics"} == 1) or absent(container_cpu_usage_seconds_total{container!=""})',
    for: '10m',
    summary: 'Metrics of pods or of what Kubernetes has do not arrive.',
    shared: true,
  },
  {
    alert: 'TelemetryRefused',
    severity: 'warning',
    expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_metric_points_total[15m])) > 0 or sum by (exporter) (rate(otelcol_exporter_send_failed_spans_total[15m])) > 0',
    for: '15m',
    summary: 'The collectors cannot hand on what they got: {{ $labels.exporter }}.',
    shared: true,
  },
  {
    alert: 'ObservabilityPartNotReady',
    severity: 'critical',
    expr: 'lke_platform_observability_part_ready == 0',
    for: '5m',
    summary: 'The part {{ $labels.part }} of the observability stack is not ready.',
    shared: true,
  },
  {
    alert: 'ExporterAbsent',
    severity: 'critical',
    expr: 'absent(lke_platform_exporter_build_info)',
    for: '10m',
    summary: 'The exporter of the platform is gone: nobody sees secrets, drift, grants or backups.',
    shared: true,
  },
  {
    alert: 'ExporterCannotRead',
    severity: 'warning',
    expr: 'time() - lke_platform_exporter_last_success_timestamp_seconds > 900',
    for: '5m',
    summary: 'For a quarter of an hour the exporter could not read {{ $labels.source }}.',
    shared: true,
  },
  {
    alert: 'SilenceWithoutEvent',
    severity: 'warning',
    expr: 'lke_platform_alert_silences_without_event > 0',
    for: '10m',
    summary: 'Somebody silenced alerts, and no event of the ledger says who.',
    shared: true,
  },
];
