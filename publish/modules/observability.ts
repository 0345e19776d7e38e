import { OBSERVABILITY_INPUTS, OBSERVABILITY_RULES } from '../../constructs/observability/inputs';
import { Observability } from '../../constructs/observability/observability';
import { defineModule } from './definition';

export const observability = defineModule({
  name: 'observability',
  about:
    'Metrics, logs and traces of a cluster: kube-prometheus-stack with Grafana, Loki, Tempo and OpenTelemetry ' +
    'collectors as Helm releases, and the buckets of Loki and Tempo.',
  construct: Observability,
  inputs: OBSERVABILITY_INPUTS,
  rules: OBSERVABILITY_RULES,
  outputs: {
    namespace: { description: 'Name of the namespace.' },
    lokiBucket: { description: 'Name of the bucket for logs.' },
    tempoBucket: { description: 'Name of the bucket for traces.' },
    otlpGrpcEndpoint: { description: 'Address that applications send OTLP to by gRPC, within the cluster.' },
    otlpHttpEndpoint: { description: 'Address that applications send OTLP to by HTTP, within the cluster.' },
  },
  comments: {},
  notes: [],
  moved: [],
  stable: false,
});
