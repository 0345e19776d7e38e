import type { AlertRule } from './alert-rule';
import { withEnvironment } from './alert-rule';

/** Label of a node's environment (model/derive/node-pool.ts) as kube-state-metrics writes it. */
export const NODE_ENVIRONMENT_LABEL = 'label_lke_platform_io_environment';

const ENVIRONMENTS = 'namespace=~"env-.+"';

/** Of each quota by itself, once while kube-state-metrics is replaced and two of them tell of it. */
const quota = (type: 'used' | 'hard') =>
  `max by (namespace, resourcequota, resource) (kube_resourcequota{type="${type}",${ENVIRONMENTS}})`;

/** Nodes, pods and quotas of the environments; what the chart knows of them is not said twice. */
export const WORKLOAD_ALERTS: readonly AlertRule[] = [
  {
    alert: 'NodeNotReady',
    severity: 'critical',
    expr: withEnvironment(
      `(max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0) * on (node) group_left (${NODE_ENVIRONMENT_LABEL}) max by (node, ${NODE_ENVIRONMENT_LABEL}) (kube_node_labels)`,
      NODE_ENVIRONMENT_LABEL,
      '(.+)',
    ),
    for: '5m',
    summary: 'The node {{ $labels.node }} is not ready.',
  },
  {
    alert: 'PodRestartsOften',
    severity: 'warning',
    expr: withEnvironment(
      `sum by (namespace, pod) (max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${ENVIRONMENTS}}[1h]))) > 5`,
      'namespace',
    ),
    for: '5m',
    summary: 'The pod {{ $labels.namespace }}/{{ $labels.pod }} restarted more than five times in an hour.',
  },
  {
    alert: 'QuotaAlmostFull',
    severity: 'warning',
    expr: withEnvironment(
      `max by (namespace, resource) (${quota('used')} / (${quota('hard')} > 0)) > 0.9`,
      'namespace',
    ),
    for: '15m',
    summary: 'More than 90 % of the quota {{ $labels.resource }} of {{ $labels.namespace }} is taken.',
  },
];
