import { always, system, type AlertCase } from './alert-case';

const AGENT = 'job="monitoring/log-agent",pod="log-agent-a"';
const sent = (values: string, labels = `${AGENT},exporter="otlp_grpc/gateway"`) =>
  [`otelcol_exporter_sent_log_records_total{${labels}}`, values] as const;
const read = (values: string) =>
  [`otelcol_receiver_accepted_log_records_total{${AGENT},receiver="file_log"}`, values] as const;
const queue = (size: number) =>
  [
    [`otelcol_exporter_queue_size{${AGENT},exporter="otlp_grpc/gateway"}`, always(size)],
    [`otelcol_exporter_queue_capacity{${AGENT},exporter="otlp_grpc/gateway"}`, always(1000)],
  ] as const;

/** What the gateway hands on of events and of applications, whatever the agents do. */
const OTHERS = sent('0+5x200', 'job="opentelemetry-collector",exporter="otlp_http/loki-platform"');
const stuck = { ...system, pod: 'log-agent-a' };

/** The way of what pods write, from their nodes on. */
export const LOG_AGENT_CASES: readonly AlertCase[] = [
  {
    alert: 'PodLogsNotArriving',
    fires: [OTHERS, sent(always(7))],
    quiet: [sent('0+5x200')],
    at: 40,
    labels: system,
  },
  // The DaemonSet is gone, or its PodMonitor.
  { alert: 'PodLogsNotArriving', fires: [OTHERS], quiet: [OTHERS, sent('0+1x200')], at: 20, labels: system },
  {
    alert: 'LogAgentStuck',
    fires: [read('0+5x200'), sent(always(7)), ...queue(3)],
    // Nothing is written on a node, and nothing sent.
    quiet: [read(always(7)), sent(always(7)), ...queue(0)],
    at: 40,
    labels: stuck,
  },
  {
    alert: 'LogAgentStuck',
    fires: [read('0+9x200'), sent('0+5x200'), ...queue(600)],
    quiet: [read('0+9x200'), sent('0+9x200'), ...queue(400)],
    at: 40,
    labels: stuck,
  },
  {
    alert: 'TelemetryRefused',
    fires: [['otelcol_exporter_send_failed_log_records_total{exporter="otlp_http/loki-env-production"}', '0+5x200']],
    quiet: [['otelcol_exporter_send_failed_log_records_total{exporter="otlp_http/loki-env-production"}', always(5)]],
    at: 30,
    labels: { ...system, exporter: 'otlp_http/loki-env-production' },
  },
];
