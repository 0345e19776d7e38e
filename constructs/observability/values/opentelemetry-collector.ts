import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { MONITORING_SERVICES } from '../../../model/baseline-services';
import { spreadOverHosts, type Placement } from '../../placement';
import { gatewayConfiguration, gatewayRules, type Stores } from '../collectors/gateway';
import type { ObservabilityWire } from '../inputs';

const NAME = MONITORING_SERVICES.otlpGrpc.name;
const AGENTS = MONITORING_SERVICES.otlpAgents.port;
const OFF = { enabled: false };

/** The distribution with the components for Kubernetes, in the version of the chart. */
export const COLLECTOR_IMAGE = {
  repository: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s',
};

/** Ports of the chart that nothing listens on. */
export const NO_FOREIGN_PORTS = { 'jaeger-compact': OFF, 'jaeger-thrift': OFF, 'jaeger-grpc': OFF, zipkin: OFF };

/** Values of the chart opentelemetry-collector 0.170.0: takes OTLP, and hands metrics, logs and traces on. */
export const opentelemetryCollectorValues = (inputs: ObservabilityWire, placement: Placement, stores: Stores) => ({
  ...placement,
  fullnameOverride: NAME,
  mode: 'deployment',
  replicaCount: inputs.otelCollectors,
  image: COLLECTOR_IMAGE,
  alternateConfig: gatewayConfiguration(inputs.namespace, stores),
  clusterRole: { create: true, rules: gatewayRules(stores) },
  ports: {
    metrics: { enabled: true },
    'otlp-agents': { enabled: true, containerPort: AGENTS, servicePort: AGENTS, protocol: 'TCP' },
    ...NO_FOREIGN_PORTS,
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
