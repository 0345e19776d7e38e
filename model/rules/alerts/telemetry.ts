import type { AlertRule } from './alert-rule';

const sum = (metric: string, window = '15m') => `sum(rate(${metric}[${window}]))`;

/** What the agents hand to the gateway: the logs of pods, without events and without what applications send themselves. */
const AGENT = 'job="monitoring/log-agent"';
const SENT_BY_AGENTS = `otelcol_exporter_sent_log_records_total{${AGENT}}`;
const ofEach = (metric: string) => `sum by (pod) (rate(${metric}[15m])) > 0`;
const QUEUE = `max by (pod) (otelcol_exporter_queue_size{${AGENT}}) / max by (pod) (otelcol_exporter_queue_capacity{${AGENT}})`;

/** Share of its queue from which on an agent has more to send than it can. */
const HALF_FULL = 0.5;

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
    alert: 'PodLogsNotArriving',
    severity: 'critical',
    // Without agents, or without their monitor, there is nothing to add up.
    expr: `(${sum(SENT_BY_AGENTS)} or vector(0)) == 0`,
    for: '15m',
    summary: 'For a quarter of an hour no agent has handed on what a pod wrote.',
    shared: true,
  },
  {
    alert: 'LogAgentStuck',
    severity: 'warning',
    expr: `${ofEach(`otelcol_receiver_accepted_log_records_total{${AGENT}}`)} unless ${ofEach(SENT_BY_AGENTS)} or ${QUEUE} > ${HALF_FULL}`,
    for: '15m',
    summary: 'The log agent {{ $labels.pod }} reads more than it gets rid of; logs of its node wait there.',
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
    summary: 'Loki refuses logs of {{ $labels.tenant }} ({{ $labels.reason }}).',
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
    expr: ['metric_points', 'spans', 'log_records']
      .map((what) => `sum by (exporter) (rate(otelcol_exporter_send_failed_${what}_total[15m])) > 0`)
      .join(' or '),
    for: '15m',
    summary: 'The collectors cannot hand on what they got ({{ $labels.exporter }}).',
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
    summary: 'The exporter of the platform is gone, and nobody sees secrets, drift, grants or backups.',
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
