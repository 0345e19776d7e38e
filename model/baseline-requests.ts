/** What one pod requests, as Kubernetes quantities. */
export interface PodRequests {
  readonly cpu: string;
  readonly memory: string;
}

/**
 * Requests of the pods of the baseline, by what they run. The charts get them as values; containers beside these, such
 * as Grafana's sidecars, have none in the charts' own defaults.
 */
export const BASELINE_REQUESTS = {
  sealedSecrets: { cpu: '25m', memory: '64Mi' },
  prometheusOperator: { cpu: '50m', memory: '128Mi' },
  prometheus: { cpu: '250m', memory: '2Gi' },
  alertmanager: { cpu: '25m', memory: '64Mi' },
  grafana: { cpu: '100m', memory: '256Mi' },
  kubeStateMetrics: { cpu: '25m', memory: '128Mi' },
  loki: { cpu: '250m', memory: '512Mi' },
  tempo: { cpu: '250m', memory: '512Mi' },
  exporter: { cpu: '25m', memory: '96Mi' },
  /** Each of `observability.otelCollectors`. */
  otelCollector: { cpu: '100m', memory: '256Mi' },
  /** On every node. */
  nodeExporter: { cpu: '25m', memory: '32Mi' },
  /** On every node. */
  logAgent: { cpu: '50m', memory: '96Mi' },
} as const satisfies Readonly<Record<string, PodRequests>>;

/** Requests of Argo CD's pods, where it is installed. */
export const ARGO_CD_REQUESTS = {
  argoCdController: { cpu: '250m', memory: '512Mi' },
  argoCdRepositories: { cpu: '100m', memory: '256Mi' },
  argoCdServer: { cpu: '25m', memory: '64Mi' },
  argoCdRedis: { cpu: '25m', memory: '64Mi' },
} as const satisfies Readonly<Record<string, PodRequests>>;

/** Requests of the pods of the chart `infra/helm/ingress`, where Argo CD deploys it, as its values have them. */
export const INGRESS_REQUESTS = {
  /** Two of them. */
  traefik: { cpu: '100m', memory: '128Mi' },
  certManager: { cpu: '25m', memory: '64Mi' },
  certManagerWebhook: { cpu: '25m', memory: '64Mi' },
  certManagerCainjector: { cpu: '25m', memory: '64Mi' },
  externalDns: { cpu: '10m', memory: '64Mi' },
} as const satisfies Readonly<Record<string, PodRequests>>;

/** Requests of LKE's own pods, as the manifests of Calico and of CoreDNS have them. */
export const LKE_REQUESTS = {
  /** Two of them, on the pool that LKE demands. */
  coreDns: { cpu: '100m', memory: '70Mi' },
  /** On every node. */
  calicoNode: { cpu: '250m', memory: '0' },
} as const satisfies Readonly<Record<string, PodRequests>>;
