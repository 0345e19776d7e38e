import { ago, always, DAY, production, system, type AlertCase } from './alert-case';

const readable = (source: string, step = 1) =>
  [`lke_platform_exporter_last_success_timestamp_seconds{source="${source}"}`, `0+${60 * step}x300`] as const;
const requests = (service: string, code: string, values: string) =>
  [`traefik_service_requests_total{service="${service}",code="${code}"}`, values] as const;
const restarts = (container: string, instance: string) =>
  `kube_pod_container_status_restarts_total{namespace="env-production",pod="web",container="${container}",instance="${instance}"}`;
const quota = (name: string, type: string, value: number) =>
  [
    `kube_resourcequota{namespace="env-production",resourcequota="${name}",resource="pods",type="${type}"}`,
    always(value),
  ] as const;

const GRPC = 'grpcroute-env-production-shop-gw-ingress-gateway-ep-websecure-0-1a2b-svc-env-production-shop-0';
/** A service of staging that is called like an environment. */
const ODD = 'env-staging-to-env-production-80@kubernetes';

/** What is rarer: what was never there, what is there twice, and odd names. */
export const FURTHER_CASES: readonly AlertCase[] = [
  {
    alert: 'DriftNotChecked',
    step: 10,
    // An environment that was never looked at.
    fires: [
      ['lke_platform_environment_status{environment="production",status="ready"}', always(1, 300)],
      readable('reports', 10),
    ],
    quiet: [
      // A day old.
      ['lke_platform_environment_status{environment="production",status="ready"}', '_x100 1x300'],
      // Gone, with an old report or without one.
      ['lke_platform_environment_status{environment="staging",status="retired"}', always(1, 300)],
      ['lke_platform_environment_status{environment="development",status="retired"}', always(1, 300)],
      ['lke_platform_drift_last_complete_run_timestamp_seconds{environment="development"}', always(0, 300)],
      readable('reports', 10),
    ],
    at: 2300,
    labels: production,
  },
  {
    alert: 'SealingKeyBackupOld',
    // No key was ever backed up, though secrets are sealed.
    fires: [
      ['lke_platform_secret_sync_timestamp_seconds{environment="production",item="db"}', ago(2 * DAY)],
      readable('artifacts'),
    ],
    quiet: [
      // The artifacts cannot be read, of which another alert tells.
      ['lke_platform_secret_sync_timestamp_seconds{environment="production",item="db"}', ago(2 * DAY)],
      ['lke_platform_exporter_last_success_timestamp_seconds{source="artifacts"}', ago(DAY)],
    ],
    at: 70,
    labels: system,
  },
  {
    alert: 'NodeNotReady',
    // While kube-state-metrics is replaced, two of them tell of each node.
    fires: ['a', 'b'].flatMap((instance) => [
      [
        `kube_node_status_condition{condition="Ready",status="true",node="n1",instance="${instance}"}`,
        always(0),
      ] as const,
      [
        `kube_node_labels{node="n1",label_lke_platform_io_environment="production",instance="${instance}"}`,
        always(1),
      ] as const,
    ]),
    quiet: [],
    at: 7,
    labels: { ...production, node: 'n1', label_lke_platform_io_environment: 'production' },
  },
  {
    alert: 'PodRestartsOften',
    fires: ['a', 'b'].map((container) => [restarts(container, '1'), '0+0.05x200'] as const),
    // Twice the same four restarts.
    quiet: ['1', '2'].map((instance) => [restarts('a', instance), '0+0.0666x200'] as const),
    at: 70,
    labels: { ...production, namespace: 'env-production', pod: 'web' },
  },
  {
    alert: 'QuotaAlmostFull',
    // The smaller of two quotas is full.
    fires: [
      quota('small', 'used', 10),
      quota('small', 'hard', 10),
      quota('large', 'used', 10),
      quota('large', 'hard', 99),
    ],
    quiet: [
      quota('small', 'used', 8),
      quota('small', 'hard', 10),
      quota('large', 'used', 80),
      quota('large', 'hard', 99),
    ],
    at: 20,
    labels: { ...production, namespace: 'env-production', resource: 'pods' },
  },
  {
    alert: 'IngressErrorsHigh',
    fires: [requests(GRPC, '200', '0+90x200'), requests(GRPC, '503', '0+10x200')],
    quiet: [requests('monitoring-env-production-shop-80@kubernetes', '503', '0+10x200')],
    at: 15,
    labels: production,
  },
  {
    alert: 'IngressErrorsHigh',
    fires: [requests(ODD, '200', '0+90x200'), requests(ODD, '503', '0+10x200')],
    quiet: [],
    at: 15,
    labels: { environment: 'staging' },
  },
];
