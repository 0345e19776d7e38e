import type { EnvironmentName } from '../../model/entities/environment';
import type { PANELS } from '../../model/entities/environment-dashboard';
import { namespaceOf } from '../../model/naming';
import { ROUTE_KINDS } from '../../model/rules/alerts/ingress';
import type { Panel } from './panel';

export type PanelName = (typeof PANELS)[number];

/** Variable of the dashboard that narrows a panel down to some pods. */
export const POD_VARIABLE = 'pod';
const PODS = `pod=~"$${POD_VARIABLE}"`;

/** Share of a quota from which on somebody should look, and from which on pods are refused soon. */
const QUOTA_SHARE = { unit: 'percentunit', warning: 0.8, critical: 0.95 };

/** What each panel of an environment shows. Its namespace stands in every query, so that no other can be shown. */
export const environmentPanels = (environment: EnvironmentName): Readonly<Record<PanelName, Panel>> => {
  const namespace = namespaceOf(environment);
  // Of a pod's cgroup and those of its containers, the metrics of the kubelet have the containers alone by this.
  const containers = `namespace="${namespace}", container!="", ${PODS}`;
  // Where there are several, the smallest refuses first.
  const quotaOf = (resource: string) =>
    `min(max by (resourcequota) (kube_resourcequota{namespace="${namespace}", resource="requests.${resource}", type="hard"}))`;
  // A pod that is done, such as that of a Job, is in no quota. While kube-state-metrics is replaced, there are two.
  const requestsOf = (resource: string) =>
    `sum(max by (pod, container) (kube_pod_container_resource_requests{namespace="${namespace}", resource="${resource}", ${PODS}}) ` +
    `unless on (pod) (kube_pod_status_phase{namespace="${namespace}", phase=~"Succeeded|Failed"} == 1))`;
  const latency = (quantile: number) => ({
    expr: `histogram_quantile(${quantile}, sum by (le) (${ingressRate(namespace)}))`,
    legend: `${quantile * 100} % of requests`,
    exemplars: true,
  });
  return {
    cpu: {
      title: 'CPU',
      about: 'What the pods use and request of the CPU in the quota.',
      ...QUOTA_SHARE,
      queries: [
        {
          expr: `sum(rate(container_cpu_usage_seconds_total{${containers}}[$__rate_interval])) / ${quotaOf('cpu')}`,
          legend: 'used',
        },
        { expr: `${requestsOf('cpu')} / ${quotaOf('cpu')}`, legend: 'requested' },
      ],
    },
    memory: {
      title: 'Memory',
      about: 'What the pods use and request of the memory in the quota.',
      ...QUOTA_SHARE,
      queries: [
        { expr: `sum(container_memory_working_set_bytes{${containers}}) / ${quotaOf('memory')}`, legend: 'used' },
        { expr: `${requestsOf('memory')} / ${quotaOf('memory')}`, legend: 'requested' },
      ],
    },
    'ingress-latency': {
      title: 'Ingress latency',
      about: 'How long Traefik waited for the services of the environment.',
      ...{ unit: 's', warning: 0.5, critical: 1 },
      queries: [latency(0.5), latency(0.95), latency(0.99)],
    },
    'pod-restarts': {
      title: 'Pod restarts',
      about: 'How often the containers of each pod started again within an hour.',
      ...{ unit: 'short', warning: 1, critical: 5 },
      queries: [
        {
          expr: `sum by (pod) (max by (pod, container) (increase(kube_pod_container_status_restarts_total{namespace="${namespace}", ${PODS}}[1h])))`,
          legend: '{{pod}}',
        },
      ],
    },
    'secret-freshness': {
      title: 'Secret freshness',
      about:
        'Age of each secret as a share of the time until it has to be rotated; one that the cluster has not got counts as due.',
      ...{ unit: 'percentunit', warning: 0.8, critical: 1 },
      queries: [
        {
          expr:
            `(time() - lke_platform_secret_change_timestamp_seconds{environment="${environment}"}) / ` +
            `on (environment, item) lke_platform_secret_rotation_interval_seconds{environment="${environment}"}`,
          legend: '{{item}}',
        },
        {
          expr: `lke_platform_secret_freshness{environment="${environment}", freshness=~"behind|never-synced"} == 1`,
          legend: '{{item}}: {{freshness}}',
        },
      ],
    },
  };
};

/**
 * Requests of Traefik's services by how long they took. Traefik calls a service after its namespace; Prometheus keeps
 * that label under another name, unless the monitor honors it.
 */
function ingressRate(namespace: string): string {
  const rate = (label: string) =>
    `rate(traefik_service_request_duration_seconds_bucket{${label}=~"(${ROUTE_KINDS})?${namespace}-.+"}[$__rate_interval])`;
  return `${rate('exported_service')} or ${rate('service')}`;
}

/** Rules that tell of what a panel shows. A bound alert that is none of any panel is shown with all others alone. */
const RULES: Readonly<Record<PanelName, RegExp>> = {
  cpu: /cpu|quota/i,
  memory: /memory|oom|quota/i,
  'ingress-latency': /ingress|latency|traefik/i,
  'pod-restarts': /^KubePod|crash|restart|^KubeContainerWaiting|oom/i,
  'secret-freshness': /secret/i,
};

/** The alerts of a dashboard that tell of what a panel shows. */
export const alertsOf = (panel: PanelName, bound: readonly string[]) => bound.filter((name) => RULES[panel].test(name));

/**
 * The bound alerts that are pending or fire: those of the environment, and those of the whole cluster, such as of a node.
 */
export function boundAlertsQuery(environment: EnvironmentName, bound: readonly string[]): string {
  const named = `alertname=~"${bound.join('|')}"`;
  const own = `ALERTS{${named}, namespace="${namespaceOf(environment)}"}`;
  const shared = `ALERTS{${named}, namespace!~"env-.*", environment=~"|${environment}"}`;
  return `max by (alertname, alertstate, severity) (${own} or ${shared})`;
}
