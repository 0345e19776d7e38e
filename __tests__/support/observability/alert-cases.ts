import { ago, always, DAY, production, system, type AlertCase } from './alert-case';
import { FURTHER_CASES } from './further-cases';
import { GAUGE_CASES } from './gauge-cases';
import { LOG_AGENT_CASES } from './log-agent-cases';

const PLAIN: readonly AlertCase[] = [
  {
    alert: 'NodeNotReady',
    fires: [
      ['kube_node_status_condition{condition="Ready",status="true",node="n1"}', always(0)],
      ['kube_node_labels{node="n1",label_lke_platform_io_environment="production"}', always(1)],
    ],
    quiet: [
      ['kube_node_status_condition{condition="Ready",status="true",node="n1"}', '0x3 1x200'],
      ['kube_node_labels{node="n1",label_lke_platform_io_environment="production"}', always(1)],
    ],
    at: 7,
    labels: { ...production, node: 'n1', label_lke_platform_io_environment: 'production' },
  },
  {
    alert: 'PodRestartsOften',
    fires: [
      ['kube_pod_container_status_restarts_total{namespace="env-production",pod="web",container="c"}', '0+1x200'],
    ],
    quiet: [
      ['kube_pod_container_status_restarts_total{namespace="env-production",pod="web",container="c"}', '0x30 1x170'],
    ],
    at: 70,
    labels: { ...production, namespace: 'env-production', pod: 'web' },
  },
  {
    alert: 'QuotaAlmostFull',
    fires: [
      ['kube_resourcequota{namespace="env-production",resource="pods",type="used"}', always(95)],
      ['kube_resourcequota{namespace="env-production",resource="pods",type="hard"}', always(100)],
    ],
    quiet: [
      ['kube_resourcequota{namespace="env-production",resource="pods",type="used"}', always(90)],
      ['kube_resourcequota{namespace="env-production",resource="pods",type="hard"}', always(100)],
      ['kube_resourcequota{namespace="env-production",resource="services.loadbalancers",type="used"}', always(0)],
      ['kube_resourcequota{namespace="env-production",resource="services.loadbalancers",type="hard"}', always(0)],
    ],
    at: 20,
    labels: { ...production, namespace: 'env-production', resource: 'pods' },
  },
  {
    alert: 'IngressLatencyHigh',
    fires: [
      [
        'traefik_service_request_duration_seconds_bucket{service="env-production-shop-80@kubernetes",le="1"}',
        '0+1x200',
      ],
      [
        'traefik_service_request_duration_seconds_bucket{service="env-production-shop-80@kubernetes",le="5"}',
        '0+60x200',
      ],
      [
        'traefik_service_request_duration_seconds_bucket{service="env-production-shop-80@kubernetes",le="+Inf"}',
        '0+60x200',
      ],
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="200"}', '0+60x200'],
    ],
    quiet: [
      [
        'traefik_service_request_duration_seconds_bucket{service="env-production-shop-80@kubernetes",le="1"}',
        '0+60x200',
      ],
      [
        'traefik_service_request_duration_seconds_bucket{service="env-production-shop-80@kubernetes",le="+Inf"}',
        '0+60x200',
      ],
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="200"}', '0+60x200'],
      // Slow, but nobody asks.
      ['traefik_service_request_duration_seconds_bucket{service="env-staging-shop-80@kubernetes",le="1"}', '0+0x200'],
      [
        'traefik_service_request_duration_seconds_bucket{service="env-staging-shop-80@kubernetes",le="+Inf"}',
        '0+1x200',
      ],
      ['traefik_service_requests_total{service="env-staging-shop-80@kubernetes",code="200"}', '0+1x200'],
    ],
    at: 20,
    labels: production,
  },
  {
    alert: 'IngressErrorsHigh',
    fires: [
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="200"}', '0+90x200'],
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="503"}', '0+10x200'],
    ],
    quiet: [
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="200"}', '0+90x200'],
      ['traefik_service_requests_total{service="env-production-shop-80@kubernetes",code="404"}', '0+10x200'],
    ],
    at: 15,
    labels: production,
  },
  {
    alert: 'CertificateExpiresSoon',
    fires: [
      [
        'certmanager_certificate_expiration_timestamp_seconds{namespace="env-production",name="shop"}',
        always(10 * DAY),
      ],
    ],
    quiet: [
      [
        'certmanager_certificate_expiration_timestamp_seconds{namespace="env-production",name="shop"}',
        always(20 * DAY),
      ],
    ],
    at: 70,
    labels: { ...production, namespace: 'env-production', name: 'shop' },
  },
  {
    alert: 'CertificateExpiresNow',
    fires: [
      ['certmanager_certificate_expiration_timestamp_seconds{namespace="env-production",name="shop"}', always(DAY)],
    ],
    quiet: [
      ['certmanager_certificate_expiration_timestamp_seconds{namespace="env-production",name="shop"}', always(3 * DAY)],
    ],
    at: 15,
    labels: { ...production, namespace: 'env-production', name: 'shop' },
  },
  {
    alert: 'StateBackupMissing',
    fires: [['lke_platform_last_apply_snapshot_taken{stack="cluster"}', always(0)]],
    quiet: [['lke_platform_last_apply_snapshot_taken{stack="cluster"}', always(1)]],
    at: 10,
    labels: { ...system, stack: 'cluster' },
  },
  {
    alert: 'SecretRotationOverdue',
    fires: [
      ['lke_platform_secret_change_timestamp_seconds{environment="production",item="db"}', ago(31 * DAY)],
      ['lke_platform_secret_rotation_interval_seconds{environment="production",item="db"}', always(30 * DAY)],
    ],
    quiet: [
      ['lke_platform_secret_change_timestamp_seconds{environment="production",item="db"}', ago(29 * DAY)],
      ['lke_platform_secret_rotation_interval_seconds{environment="production",item="db"}', always(30 * DAY)],
    ],
    at: 70,
    labels: { ...production, item: 'db' },
  },
  {
    alert: 'ArgoCdOutOfSync',
    fires: [['argocd_app_info{name="shop",dest_namespace="env-production",sync_status="OutOfSync"}', always(1)]],
    quiet: [
      // A newer commit is there, whose rollout nobody began.
      [
        'argocd_app_info{name="production-root",dest_namespace="argocd",sync_status="OutOfSync",autosync_enabled="false"}',
        always(1),
      ],
      // It waits for an approval.
      [
        'argocd_app_info{name="shop",dest_namespace="env-production",sync_status="OutOfSync",operation="sync"}',
        always(1),
      ],
    ],
    at: 35,
    labels: { ...production, name: 'shop', dest_namespace: 'env-production', sync_status: 'OutOfSync' },
  },
  {
    alert: 'LogsNotArriving',
    fires: [['otelcol_exporter_sent_log_records_total{exporter="otlp_http/loki-platform"}', always(7)]],
    quiet: [['otelcol_exporter_sent_log_records_total{exporter="otlp_http/loki-platform"}', '0+5x200']],
    at: 40,
    labels: system,
  },
  {
    alert: 'LogsRefused',
    fires: [['loki_discarded_samples_total{tenant="env-production",reason="rate_limited"}', '0+5x200']],
    quiet: [['loki_discarded_samples_total{tenant="env-production",reason="rate_limited"}', always(5)]],
    at: 30,
    labels: { ...production, tenant: 'env-production', reason: 'rate_limited' },
  },
  {
    alert: 'MetricsNotArriving',
    fires: [
      ['up{job="kube-state-metrics"}', always(0)],
      ['container_cpu_usage_seconds_total{container="web"}', '0+1x200'],
    ],
    quiet: [
      ['up{job="kube-state-metrics"}', always(1)],
      ['container_cpu_usage_seconds_total{container="web"}', '0+1x200'],
    ],
    at: 12,
    labels: system,
  },
  {
    alert: 'TelemetryRefused',
    fires: [['otelcol_exporter_send_failed_metric_points_total{exporter="otlp_http/prometheus"}', '0+5x200']],
    quiet: [['otelcol_exporter_send_failed_metric_points_total{exporter="otlp_http/prometheus"}', always(5)]],
    at: 30,
    labels: { ...system, exporter: 'otlp_http/prometheus' },
  },
  {
    alert: 'ExporterAbsent',
    fires: [],
    quiet: [['lke_platform_exporter_build_info{version="0.1.0"}', always(1)]],
    at: 12,
    labels: system,
  },
];

export const ALERT_CASES: readonly AlertCase[] = [...PLAIN, ...GAUGE_CASES, ...FURTHER_CASES, ...LOG_AGENT_CASES];
