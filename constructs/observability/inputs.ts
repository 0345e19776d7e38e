import { bucketName, dnsLabel, regionId } from '../../model/constraints';
import { MONITORING_SECRETS } from '../../model/baseline-secrets';
import { METRICS_CHART } from '../../model/entities/observability-stack';
import { CHARTS, repositoryOf } from '../charts';
import { number, optional, required, text, type PropsOf } from '../inputs/types';
import { PLACEMENT_INPUTS } from '../placement';

/** Inputs of the module `observability`. */
export const OBSERVABILITY_INPUTS = {
  namespace: optional(text(dnsLabel), 'Namespace of the stack; it is created.', 'monitoring'),

  region: required(text(regionId), 'Linode region of the buckets.'),
  endpointHost: optional(
    text(),
    "Host of the S3 endpoint the buckets are made on; null for Linode's choice. A change replaces the buckets.",
  ),
  endpoint: required(
    text(),
    'Address under which pods reach the buckets, such as https://nl-ams-1.linodeobjects.com. Plain http is possible.',
  ),
  lokiBucket: required(text(bucketName), 'Name of the bucket for logs; it is created.'),
  tempoBucket: required(text(bucketName), 'Name of the bucket for traces; it is created.'),

  lokiBucketKeySecret: optional(
    text(dnsLabel),
    'Existing Secret with the key of the bucket for logs, in the fields access_key and secret_key. Loki waits for it.',
    MONITORING_SECRETS.lokiBucketKey.name,
  ),
  tempoBucketKeySecret: optional(
    text(dnsLabel),
    'Existing Secret with the key of the bucket for traces, in the same fields. Tempo waits for it.',
    MONITORING_SECRETS.tempoBucketKey.name,
  ),
  grafanaAdminSecret: optional(
    text(dnsLabel),
    'Existing Secret with the administrator of Grafana, in the fields admin-user and admin-password. Grafana waits for it.',
    MONITORING_SECRETS.grafanaAdmin.name,
  ),

  retentionDays: optional(number(), 'Days for which metrics, logs and traces are kept.', 15),
  otelCollectors: optional(number(), 'Number of OpenTelemetry collectors.', 2),
  storageClass: optional(
    text(),
    'Storage class of the volumes. They outlive the release with the default one.',
    'linode-block-storage-retain',
  ),
  metricsVolumeGib: optional(number(), 'Size of the volume for metrics in GiB. A later change does not resize it.', 50),
  coreDnsLabel: optional(
    text(),
    'Label k8s-app of the DNS pods: kube-dns on the standard tier of LKE, coredns on the enterprise tier.',
    'kube-dns',
  ),
  ...PLACEMENT_INPUTS,

  kubePrometheusStackVersion: optional(text(), 'Version of kube-prometheus-stack.', CHARTS[METRICS_CHART].version),
  lokiVersion: optional(text(), 'Version of the chart loki.', CHARTS.loki.version),
  lokiImageTag: optional(text(), 'Tag of the image of Loki, which differs from that of the chart.', '3.7.7'),
  tempoVersion: optional(text(), 'Version of the chart tempo.', CHARTS.tempo.version),
  opentelemetryCollectorVersion: optional(
    text(),
    'Version of the chart opentelemetry-collector.',
    CHARTS['opentelemetry-collector'].version,
  ),
  prometheusCommunityRepository: optional(
    text(),
    'Chart repository with kube-prometheus-stack.',
    repositoryOf(METRICS_CHART),
  ),
  grafanaCommunityRepository: optional(text(), 'Chart repository with loki and tempo.', repositoryOf('loki')),
  openTelemetryRepository: optional(
    text(),
    'Chart repository with opentelemetry-collector.',
    repositoryOf('opentelemetry-collector'),
  ),
};

export type ObservabilityProps = PropsOf<typeof OBSERVABILITY_INPUTS>;

/** Inputs as Terraform gets them: no gaps, literals and tokens alike. */
export type ObservabilityWire = { readonly [K in keyof typeof OBSERVABILITY_INPUTS]: unknown };
