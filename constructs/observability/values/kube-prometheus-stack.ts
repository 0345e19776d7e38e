import { Fn, Op, Token } from 'cdktf';
import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { MONITORING_SECRETS } from '../../../model/baseline-secrets';
import { MONITORING_SERVICES } from '../../../model/baseline-services';
import type { Placement } from '../../placement';
import type { Stores } from '../collectors/gateway';
import type { ObservabilityWire } from '../inputs';
import { dataSources, linksOfExemplars } from './data-sources';
import { otlpReceiver } from './otlp-receiver';
import { SMALLEST_VOLUME, volumeClaimTemplate } from './volume';

/** Share of the volume for metrics that Prometheus fills before it drops the oldest ones. */
const FILL = 0.85;

/** Version of kubectl that applies the CRDs. */
export const CRD_JOB_KUBECTL = 'v1.34.1';

/**
 * Images of the job that upgrades the CRDs, each an index of several platforms; the chart would take whatever is the
 * latest of one, and whatever the version of the cluster names of the other. The digests stand in the tags, because the
 * chart takes those of its own fields only where a third one is set.
 */
const CRD_JOB_IMAGES = {
  // Unpacks the CRDs.
  busybox: { tag: '1.37.0@sha256:bdf57e528e45e4433820e045b29b4597825a1c9e38353532d90a01445013f82e' },
  // Applies them: one version for all that LKE offers, since kubectl goes with the minor before its own and the next.
  kubectl: { tag: `${CRD_JOB_KUBECTL}@sha256:59bafa07ff3a6d4b417e7633ddb9d79a9606ca98bf64bac080b3e65748669250` },
};

/** How many exemplars Prometheus keeps, about 100 bytes each in memory. */
const EXEMPLARS = 100_000;

/** The environment of what is said of a namespace. */
const ENVIRONMENT_OF_NAMESPACE = {
  sourceLabels: ['namespace'],
  regex: 'env-(.+)',
  targetLabel: 'environment',
  replacement: '$1',
};

/** Values of kube-prometheus-stack 88.5.2: metrics, alerts and Grafana. */
export const kubePrometheusStackValues = (inputs: ObservabilityWire, placement: Placement, stores: Stores) => ({
  // The chart adds -prometheus and -alertmanager to it.
  fullnameOverride: 'kube-prometheus-stack',

  // Helm leaves CRDs as they were at the first installation: without this job, what a newer chart writes into new fields
  // is dropped by the API server, and the upgrade is told to be fine. Charts before 69 have no such job.
  crds: { upgradeJob: { enabled: true, forceConflicts: true, image: CRD_JOB_IMAGES, ...placement } },

  // LKE manages the control plane and shows no metrics of it; kube-proxy listens on the node's loopback alone.
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  coreDns: { service: { selector: { 'k8s-app': inputs.coreDnsLabel } } },

  prometheusOperator: {
    ...placement,
    admissionWebhooks: { patch: placement },
    resources: { requests: BASELINE_REQUESTS.prometheusOperator, limits: { memory: '256Mi' } },
  },
  prometheus: { prometheusSpec: prometheusSpec(inputs, placement) },
  alertmanager: {
    alertmanagerSpec: {
      ...placement,
      storage: volumeClaimTemplate(inputs.storageClass, SMALLEST_VOLUME),
      resources: { requests: BASELINE_REQUESTS.alertmanager, limits: { memory: '256Mi' } },
    },
  },
  grafana: grafana(inputs, placement, stores),
  'kube-state-metrics': {
    ...placement,
    fullnameOverride: 'kube-state-metrics',
    resources: { requests: BASELINE_REQUESTS.kubeStateMetrics, limits: { memory: '512Mi' } },
  },
  // On every node, whatever its taints.
  'prometheus-node-exporter': {
    fullnameOverride: 'prometheus-node-exporter',
    tolerations: [{ operator: 'Exists' }],
    // It shares the node's network, and nodes have public addresses with no firewall before them: on every interface,
    // the internet could read it.
    service: { listenOnAllInterfaces: false },
    resources: { requests: BASELINE_REQUESTS.nodeExporter, limits: { memory: '128Mi' } },
  },
});

function prometheusSpec(inputs: ObservabilityWire, placement: Placement) {
  const volumeGib = Token.asString(inputs.metricsVolumeGib);
  const fullGib = Token.asString(Fn.floor(Token.asNumber(Op.mul(inputs.metricsVolumeGib, FILL))));
  return {
    ...placement,
    retention: `${Token.asString(inputs.retentionDays)}d`,
    retentionSize: `${fullGib}GiB`,
    storageSpec: volumeClaimTemplate(inputs.storageClass, `${volumeGib}Gi`),
    resources: { requests: BASELINE_REQUESTS.prometheus, limits: { memory: '4Gi' } },

    // Monitors and rules count wherever they come from, not only from this release.
    serviceMonitorSelectorNilUsesHelmValues: false,
    podMonitorSelectorNilUsesHelmValues: false,
    probeSelectorNilUsesHelmValues: false,
    ruleSelectorNilUsesHelmValues: false,
    scrapeConfigSelectorNilUsesHelmValues: false,

    // The collectors send what they get by OTLP, several of them at once and therefore out of order.
    ...otlpReceiver(inputs.kubePrometheusStackVersion),
    exemplars: { maxSize: EXEMPLARS },
    tsdb: { outOfOrderTimeWindow: '30m' },
    // Alerts of the chart name the namespace alone.
    additionalAlertRelabelConfigs: [ENVIRONMENT_OF_NAMESPACE],
  };
}

function grafana(inputs: ObservabilityWire, placement: Placement, stores: Stores) {
  const { fields } = MONITORING_SECRETS.grafanaAdmin;
  return {
    ...placement,
    fullnameOverride: MONITORING_SERVICES.grafana.name,
    admin: { existingSecret: inputs.grafanaAdminSecret, userKey: fields.user, passwordKey: fields.password },
    additionalDataSources: dataSources(stores),
    // Dashboards are ConfigMaps of this namespace. To read them everywhere, Grafana could read every Secret as well.
    rbac: { namespaced: true },
    sidecar: {
      dashboards: { searchNamespace: inputs.namespace },
      datasources: { exemplarTraceIdDestinations: linksOfExemplars(stores) },
    },
    'grafana.ini': {
      analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false },
    },
    resources: { requests: BASELINE_REQUESTS.grafana, limits: { memory: '1Gi' } },
    testFramework: { enabled: false },
  };
}
