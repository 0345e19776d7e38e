import { observability } from '../../../publish/modules/observability';
import { secretsBootstrap } from '../../../publish/modules/secrets-bootstrap';
import type { Props } from '../module-call';
import { both, casesOf, type RuleCase } from './rule-case';

const observe = casesOf(observability);
const seal = casesOf(secretsBootstrap);

/** Inputs that are accepted. */
export const OBSERVABILITY = {
  region: 'nl-ams',
  endpoint: 'https://nl-ams-1.linodeobjects.com',
  lokiBucket: 'shop-loki',
  tempoBucket: 'shop-tempo',
};

const toleration = (over: Props) => [{ key: 'example.com/a', ...over }];

export const REFUSED: readonly RuleCase[] = [
  ...both(
    observe,
    /^retention_days must be a whole number of days/,
    'retentionDays',
    'observability.retentionDays',
    0,
    366,
    1.5,
  ),
  ...both(
    observe,
    /^otel_collectors must be a whole number of collectors/,
    'otelCollectors',
    'observability.otelCollectors',
    0,
    21,
  ),
  ...both(observe, /^region must be an id/, 'region', 'cluster.region', 'Amsterdam'),
  observe(
    /^kube_prometheus_stack_version must be one version/,
    { kubePrometheusStackVersion: '~> 88.0' },
    { 'observability.chartVersion': '~> 88.0' },
  ),
  ...['56.2.9', '63.1.0', '9.0.0'].map((kubePrometheusStackVersion) =>
    observe(/^Charts before 56\.3\.0 are not tried/, { kubePrometheusStackVersion }),
  ),
  observe(/^namespace must be lower-case/, { namespace: 'Monitoring' }),
  observe(/^endpoint_host must be a domain name/, { endpointHost: 'https://nl-ams-1.linodeobjects.com' }),
  observe(/^endpoint must be an address/, { endpoint: 'nl-ams-1.linodeobjects.com' }),
  observe(/^endpoint must be an address/, { endpoint: 'https://nl-ams-1.linodeobjects.com/' }),
  ...['shop_loki', 'shop..loki', 'shop.-loki', '.shop'].map((lokiBucket) =>
    observe(/^loki_bucket must be lower-case/, { lokiBucket }),
  ),
  observe(/^tempo_bucket must be lower-case/, { tempoBucket: 'st' }),
  observe(/Set tempo_bucket to another name than loki_bucket/, { tempoBucket: 'shop-loki' }),
  observe(/^The buckets of Loki and Tempo are in a region/, { region: null }),
  observe(/^The buckets of Loki and Tempo are in a region/, { region: null, loki: false }),
  observe(/^Loki and Tempo keep their data in buckets\. Set endpoint/, { endpoint: null, tempo: false }),
  observe(/^Loki keeps logs in a bucket\. Set loki_bucket/, { lokiBucket: null }),
  observe(/^Tempo keeps traces in a bucket\. Set tempo_bucket/, { tempoBucket: null }),
  observe(/set log_agent to false or null, or loki to true/, { loki: false, logAgent: true }),
  observe(/set log_agent to false or null, or gateway to true/, { gateway: false, logAgent: true }),
  observe(/^loki_bucket_key_secret must be/, { lokiBucketKeySecret: 'loki_key' }),
  observe(/^tempo_bucket_key_secret must be/, { tempoBucketKeySecret: '' }),
  observe(/^grafana_admin_secret must be/, { grafanaAdminSecret: 'Grafana' }),
  observe(/^metrics_volume_gib must be a whole number of GiB/, { metricsVolumeGib: 9 }),
  observe(/^core_dns_label must be one of kube-dns, coredns/, { coreDnsLabel: 'dns' }),
  observe(/^loki_version must be one version/, { lokiVersion: '18' }),
  observe(/^loki_image_tag must be a tag/, { lokiImageTag: 'grafana/loki:3.7.7' }),
  observe(/^tempo_version must be one version/, { tempoVersion: '>= 2.2.4' }),
  observe(/^opentelemetry_collector_version must be one version/, { opentelemetryCollectorVersion: 'v0.170.0' }),
  observe(/^prometheus_community_repository must be an address/, {
    prometheusCommunityRepository: 'charts.example.com',
  }),
  observe(/^grafana_community_repository must be an address/, {
    grafanaCommunityRepository: 'ftp://charts.example.com',
  }),
  observe(/^open_telemetry_repository must be an address/, { openTelemetryRepository: 'https://' }),
  seal(/^namespace must be lower-case/, { namespace: 'sealed_secrets' }),
  seal(/^key_renew_period must be a span of time/, { keyRenewPeriod: '30d' }),
  seal(/^sealed_secrets_version must be one version/, { sealedSecretsVersion: '2.19' }),
  seal(/^sealed_secrets_repository must be an address/, { sealedSecretsRepository: 'charts.example.com' }),
  ...[observe, seal].flatMap((make) => [
    make(/^pod_network must be/, { podNetwork: '10.2.0.0' }),
    make(/^Each key of node_selector must be/, { nodeSelector: { '-pool': 'system' } }),
    make(/^node_selector\[.+\] must be/, { nodeSelector: { pool: 'the system' } }),
    make(/^tolerations\[\*\]\.key must be/, { tolerations: toleration({ key: 'a b' }) }),
    make(/^tolerations\[\*\]\.operator must be one of Equal, Exists/, { tolerations: toleration({ operator: 'In' }) }),
    make(/^tolerations\[\*\]\.value must be/, { tolerations: toleration({ value: 'b c' }) }),
    make(/^tolerations\[\*\]\.effect must be one of/, { tolerations: toleration({ effect: 'Never' }) }),
    make(/^tolerations\[\*\]: The operator Exists compares no value/, {
      tolerations: toleration({ operator: 'Exists', value: 'b' }),
    }),
  ]),
];

export const ACCEPTED: readonly RuleCase[] = [
  ...both(observe, /never/, 'retentionDays', 'observability.retentionDays', 1, 365),
  ...both(observe, /never/, 'otelCollectors', 'observability.otelCollectors', 1, 20),
  observe(/never/, { lokiBucket: 'logs.shop.example.com', tempoBucket: 'traces.shop-2.example.com' }),
  observe(/never/, { createNamespace: false, createBuckets: false }),
  observe(/never/, { loki: false, lokiBucket: null }),
  observe(/never/, { loki: false, lokiBucket: 'shop-tempo' }),
  observe(/never/, { tempo: false, tempoBucket: null }),
  observe(/never/, { loki: false, tempo: false, lokiBucket: null, tempoBucket: null, region: null, endpoint: null }),
  observe(/never/, { loki: false, logAgent: true, opentelemetryCollectorValues: ['alternateConfig: {}'] }),
  observe(/never/, { gateway: false }),
  observe(/never/, { gateway: false, logAgent: false }),
  observe(/never/, { gateway: false, logAgent: true, logAgentValues: ['alternateConfig: {}'] }),
  seal(/never/, {}),
  seal(/never/, { createNamespace: false }),
  ...[observe, seal].flatMap((make) => [
    make(/never/, { networkPolicies: true, podNetwork: '10.244.0.0/16' }),
    make(/never/, { nodeSelector: { 'kubernetes.io/os': 'linux', 'node.k8s.linode.com/a': '' } }),
    make(/never/, {
      tolerations: [...toleration({ operator: 'Exists' }), ...toleration({ value: 'b', effect: 'NoExecute' })],
    }),
  ]),
];
