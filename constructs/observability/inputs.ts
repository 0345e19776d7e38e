import * as limit from '../../model/limit';
import * as limits from '../../model/limits';
import { MONITORING_SECRETS } from '../../model/baseline-secrets';
import { BASELINE_VOLUMES } from '../../model/baseline-volumes';
import { METRICS_CHART } from '../../model/entities/observability-stack';
import { extraValues } from '../chart-release';
import { CHARTS, repositoryOf } from '../charts';
import { bool, number, oneOf, optional, text, type InputRule, type WireOf } from '../inputs/types';
import { NETWORK_POLICY_INPUTS } from '../namespace-policies';
import { PLACEMENT_INPUTS } from '../placement';

/** Name of a bucket as Linode takes it. Those of a platform file have no dots. */
const bucketLabel = {
  ...limit.text(
    /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
    limits.bucketName.min,
    limits.bucketName.max,
    'lower-case letters, digits, hyphens and single dots, starting and ending with a letter or digit',
    limits.bucketName.source,
  ),
  without: ['..', '.-', '-.'],
};

/** Inputs of the module `observability`. */
export const OBSERVABILITY_INPUTS = {
  namespace: optional(text(limits.dnsLabel), 'Namespace of the stack.', 'monitoring'),
  createNamespace: optional(bool(), 'Whether the namespace is made here; false for one that exists.', true),

  loki: optional(
    bool(),
    'Whether Loki keeps logs in a bucket; false where nothing keeps them, or something else does.',
    true,
  ),
  tempo: optional(
    bool(),
    'Whether Tempo keeps traces in a bucket; false where nothing keeps them, or something else does.',
    true,
  ),

  region: optional(text(limits.regionId), 'Linode region of the buckets; needed for Loki or Tempo.'),
  endpointHost: optional(
    text(limits.domainName),
    "Host of the S3 endpoint the buckets are made on; null for Linode's choice. A change replaces the buckets.",
  ),
  endpoint: optional(
    text(limits.s3Address),
    'Address under which pods reach the buckets; needed for Loki or Tempo. Plain http is possible.',
  ),
  lokiBucket: optional(text(bucketLabel), 'Name of the bucket for logs; needed for Loki.'),
  tempoBucket: optional(text(bucketLabel), 'Name of the bucket for traces; needed for Tempo.'),
  createBuckets: optional(
    bool(),
    'Whether the two buckets are made here; false for some that exist. Then endpoint_host has no effect.',
    true,
  ),

  lokiBucketKeySecret: optional(
    text(limits.dnsLabel),
    'Existing Secret with the key of the bucket for logs, in the fields access_key and secret_key. Loki waits for it.',
    MONITORING_SECRETS.lokiBucketKey.name,
  ),
  tempoBucketKeySecret: optional(
    text(limits.dnsLabel),
    'Existing Secret with the key of the bucket for traces, in the same fields. Tempo waits for it.',
    MONITORING_SECRETS.tempoBucketKey.name,
  ),
  grafanaAdminSecret: optional(
    text(limits.dnsLabel),
    'Existing Secret with the administrator of Grafana, in the fields admin-user and admin-password. Grafana waits for it.',
    MONITORING_SECRETS.grafanaAdmin.name,
  ),

  retentionDays: optional(number(limits.retentionDays), 'Days for which metrics, logs and traces are kept.', 15),
  otelCollectors: optional(number(limits.otelCollectors), 'Number of OpenTelemetry collectors.', 2),
  gateway: optional(
    bool(),
    'Whether collectors take OTLP from applications and agents, and read the events of the cluster; false where something else does.',
    true,
  ),
  logAgent: optional(
    bool(),
    'Whether an agent on each node ships what containers write; false where something else does, null for as long as the gateway and Loki are there.',
  ),
  storageClass: optional(
    text(),
    'Storage class of the volumes. They outlive the release with the default one.',
    'linode-block-storage-retain',
  ),
  metricsVolumeGib: optional(
    number(limits.volumeGib),
    'Size of the volume for metrics in GiB. A later change does not resize it.',
    BASELINE_VOLUMES[METRICS_CHART].prometheus,
  ),
  coreDnsLabel: optional(
    oneOf(['kube-dns', 'coredns']),
    'Label k8s-app of the DNS pods: kube-dns on the standard tier of LKE, coredns on the enterprise tier.',
    'kube-dns',
  ),
  ...NETWORK_POLICY_INPUTS,
  ...PLACEMENT_INPUTS,

  kubePrometheusStackValues: extraValues('kube-prometheus-stack'),
  lokiValues: extraValues('loki'),
  tempoValues: extraValues('tempo'),
  opentelemetryCollectorValues: extraValues('opentelemetry-collector'),
  logAgentValues: extraValues('opentelemetry-collector', 'of the agents on the nodes'),

  kubePrometheusStackVersion: optional(
    text(limits.chartVersion),
    'Version of kube-prometheus-stack.',
    CHARTS[METRICS_CHART].version,
  ),
  lokiVersion: optional(text(limits.chartVersion), 'Version of the chart loki.', CHARTS.loki.version),
  lokiImageTag: optional(
    text(limits.imageTag),
    'Tag of the image of Loki, which differs from that of the chart.',
    '3.7.7',
  ),
  tempoVersion: optional(text(limits.chartVersion), 'Version of the chart tempo.', CHARTS.tempo.version),
  opentelemetryCollectorVersion: optional(
    text(limits.chartVersion),
    'Version of the chart opentelemetry-collector.',
    CHARTS['opentelemetry-collector'].version,
  ),
  prometheusCommunityRepository: optional(
    text(limits.chartRepository),
    'Chart repository with kube-prometheus-stack.',
    repositoryOf(METRICS_CHART),
  ),
  grafanaCommunityRepository: optional(
    text(limits.chartRepository),
    'Chart repository with loki and tempo.',
    repositoryOf('loki'),
  ),
  openTelemetryRepository: optional(
    text(limits.chartRepository),
    'Chart repository with opentelemetry-collector.',
    repositoryOf('opentelemetry-collector'),
  ),
};

/** What holds between the inputs of the module `observability`. */
export const OBSERVABILITY_RULES: readonly InputRule[] = [
  {
    at: 'kubePrometheusStackVersion',
    condition: () =>
      `length(regexall("^(5[0-5]|[1-4]?[0-9])\\\\.|^56\\\\.[0-2]\\\\.|^63\\\\.", var.kube_prometheus_stack_version)) == 0`,
    message:
      'Charts before 56.3.0 are not tried, and 63.x scrapes its own parts only. Set kube_prometheus_stack_version to another version.',
  },
  {
    at: 'logAgent',
    condition: () => '!coalesce(var.log_agent, false) || var.gateway || length(var.log_agent_values) > 0',
    message:
      'The agents on the nodes ship logs to the gateway. Say in log_agent_values where else to, or set log_agent to false or null, or gateway to true.',
  },
  {
    at: 'logAgent',
    condition: () =>
      '!coalesce(var.log_agent, false) || var.loki || length(concat(var.log_agent_values, var.opentelemetry_collector_values)) > 0',
    message:
      'Without Loki the gateway takes no logs. Say in opentelemetry_collector_values where it hands them to, or set log_agent to false or null, or loki to true.',
  },
  {
    at: 'region',
    condition: () => '!(var.loki || var.tempo) || var.region != null',
    message: 'The buckets of Loki and Tempo are in a region. Set region, or loki and tempo to false.',
  },
  {
    at: 'endpoint',
    condition: () => '!(var.loki || var.tempo) || var.endpoint != null',
    message: 'Loki and Tempo keep their data in buckets. Set endpoint, or loki and tempo to false.',
  },
  {
    at: 'lokiBucket',
    condition: () => '!var.loki || var.loki_bucket != null',
    message: 'Loki keeps logs in a bucket. Set loki_bucket to its name, or loki to false.',
  },
  {
    at: 'tempoBucket',
    condition: () => '!var.tempo || var.tempo_bucket != null',
    message: 'Tempo keeps traces in a bucket. Set tempo_bucket to its name, or tempo to false.',
  },
  {
    at: 'tempoBucket',
    condition: () => '!(var.loki && var.tempo) || var.tempo_bucket == null || var.tempo_bucket != var.loki_bucket',
    message: 'Loki and Tempo each need a bucket of their own. Set tempo_bucket to another name than loki_bucket.',
  },
];

export type { ObservabilityProps } from './props';

/** Inputs as Terraform gets them: no gaps, literals and tokens alike. */
export type ObservabilityWire = WireOf<typeof OBSERVABILITY_INPUTS>;
