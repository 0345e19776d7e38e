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
    lokiBucket: { description: 'Name of the bucket for logs; null without Loki.' },
    tempoBucket: { description: 'Name of the bucket for traces; null without Tempo.' },
    otlpGrpcEndpoint: {
      description: 'Address that applications send OTLP to by gRPC, within the cluster; null without the gateway.',
    },
    otlpHttpEndpoint: {
      description: 'Address that applications send OTLP to by HTTP, within the cluster; null without the gateway.',
    },
    grafanaEndpoint: { description: 'Address of Grafana within the cluster.' },
    prometheusEndpoint: { description: 'Address of Prometheus within the cluster.' },
    alertmanagerEndpoint: { description: 'Address of Alertmanager within the cluster.' },
    lokiEndpoint: { description: 'Address of Loki within the cluster; null without Loki.' },
    tempoEndpoint: { description: 'Address of Tempo within the cluster; null without Tempo.' },
  },
  comments: {},
  notes: [
    '**No secret passes through it.** Loki, Tempo and Grafana name Secrets of the namespace, which you make as you make ' +
      'all others, such as by SealedSecret. Their pods wait for them, and the releases do not wait for the pods.',
    '**Keys of the buckets** are limited by bucket, so make one for each of the two. This module makes none: it would be ' +
      'in the state.',
    '**A bucket with objects cannot be destroyed.** Empty it first if you mean it.',
    '**What exists already** is taken with `create_namespace = false` and `create_buckets = false`: the module then neither ' +
      'makes nor changes it. The namespace has to let privileged pods in (label `pod-security.kubernetes.io/enforce`), since ' +
      'the node exporter reads files and processes of its node. Switched off later, it destroys what the module made, ' +
      'unless `terraform state rm` goes first.',
    '**Network policies** (`network_policies = true`) deny all traffic but DNS, what the pods have among themselves, OTLP ' +
      'from every pod, scraping, the API server with its webhook, what is outside of the cluster, and Grafana from the ' +
      'namespace `ingress`. On a cluster that is not of LKE, say what `pod_network` is.',
    '**Parts are switched off** with `loki = false`, `tempo = false` and `gateway = false`, and what hangs on them goes ' +
      'with them: their release and their bucket, data sources of Grafana and links between them, and what the gateway ' +
      'would hand to them. Without Loki the gateway reads no events, and there are no agents on the nodes; logs and traces ' +
      'that nothing keeps are refused, so that their senders know. A bucket that was made here is destroyed with its part, ' +
      'which fails while it has objects: `terraform state rm` keeps it. Metrics, alerts and Grafana are always there.',
    '**Without the gateway** (`gateway = false`) there are no agents on the nodes either: nothing in the cluster takes OTLP, and ' +
      'neither logs of containers nor events get to Loki, until something of yours sends them. Switched off later, it ' +
      'destroys the releases of the collectors and their network policy; buckets, and what is in them, stay.',
    '**LKE manages the control plane** and shows no metrics of etcd, scheduler and controller manager; they are off. The ' +
      'volumes keep their data when a release goes, unless you choose another `storage_class`.',
    'The linode provider is there for the buckets alone; its token needs the scope `object_storage:read_write`.',
  ],
  moved: [
    'kubernetes_namespace_v1.namespace',
    'linode_object_storage_bucket.loki_bucket',
    'linode_object_storage_bucket.tempo_bucket',
    'helm_release.loki',
    'helm_release.tempo',
    'helm_release.opentelemetry_collector',
  ].map((from) => ({ from, to: `${from}["this"]` })),
});
