/** A Service of the baseline by its name within the namespace `monitoring`. */
export interface BaselineService {
  readonly name: string;
  readonly port: number;
}

/**
 * Services of the observability stack, for charts, network policies, dashboards and the hand-off. Their names do not
 * depend on the names of the releases.
 */
export const MONITORING_SERVICES = {
  prometheus: { name: 'kube-prometheus-stack-prometheus', port: 9090 },
  alertmanager: { name: 'kube-prometheus-stack-alertmanager', port: 9093 },
  grafana: { name: 'grafana', port: 80 },
  loki: { name: 'loki', port: 3100 },
  tempo: { name: 'tempo', port: 3200 },
  tempoOtlp: { name: 'tempo', port: 4317 },
  otlpGrpc: { name: 'opentelemetry-collector', port: 4317 },
  otlpHttp: { name: 'opentelemetry-collector', port: 4318 },
  /** For the log agents alone; applications do not get there. */
  otlpAgents: { name: 'opentelemetry-collector', port: 4319 },
  exporter: { name: 'lke-platform-exporter', port: 9780 },
} as const satisfies Readonly<Record<string, BaselineService>>;
