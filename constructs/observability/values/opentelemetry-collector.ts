import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { MONITORING_SERVICES } from '../../../model/baseline-services';
import { spreadOverHosts, type Placement } from '../../placement';
import type { ObservabilityWire } from '../inputs';

const { prometheus, loki, tempoOtlp, otlpGrpc } = MONITORING_SERVICES;
const NAME = otlpGrpc.name;
const OFF = { enabled: false };

/** A pipeline from OTLP to one store; the chart's processors stay. */
const pipeline = (exporter: string) => ({ receivers: ['otlp'], exporters: [exporter] });

/** Values of the chart opentelemetry-collector 0.170.0: takes OTLP, and hands metrics, logs and traces on. */
export const opentelemetryCollectorValues = (inputs: ObservabilityWire, placement: Placement) => ({
  ...placement,
  fullnameOverride: NAME,
  mode: 'deployment',
  replicaCount: inputs.otelCollectors,
  image: { repository: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s' },
  // Adds namespace, pod and workload of the sender.
  presets: { kubernetesAttributes: { enabled: true } },
  config: {
    receivers: { jaeger: null, zipkin: null, prometheus: null },
    exporters: {
      debug: null,
      'otlp_http/prometheus': { endpoint: `http://${prometheus.name}:${prometheus.port}/api/v1/otlp` },
      'otlp_http/loki': { endpoint: `http://${loki.name}:${loki.port}/otlp` },
      'otlp_grpc/tempo': { endpoint: `${tempoOtlp.name}:${tempoOtlp.port}`, tls: { insecure: true } },
    },
    service: {
      pipelines: {
        metrics: pipeline('otlp_http/prometheus'),
        logs: pipeline('otlp_http/loki'),
        traces: pipeline('otlp_grpc/tempo'),
      },
    },
  },
  ports: {
    metrics: { enabled: true },
    'jaeger-compact': OFF,
    'jaeger-thrift': OFF,
    'jaeger-grpc': OFF,
    zipkin: OFF,
  },
  serviceMonitor: { enabled: true },
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  topologySpreadConstraints: spreadOverHosts({ 'app.kubernetes.io/name': NAME }),
  securityContext: {
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
  // The chart sets the memory limiter by this limit.
  resources: { requests: BASELINE_REQUESTS.otelCollector, limits: { memory: '512Mi' } },
});
