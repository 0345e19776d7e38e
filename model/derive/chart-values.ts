import type { Environment } from './environment';
import { schedulingOf } from './node-pool';
import { priorityClassOf } from './priority-class';

/** Label with the physical machine of a node. LKE has no zones (docs/linode-notes.md). */
export const HOST_LABEL = 'node.k8s.linode.com/host-uuid';

/** Over nodes and over physical machines, as well as it can be done; a chart adds the labels of its pods. */
const SPREAD = ['kubernetes.io/hostname', HOST_LABEL].map((topologyKey) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  // Nodes that the pods may not run on do not count as empty.
  nodeTaintsPolicy: 'Honor',
}));

/**
 * What the charts of an environment get in their values: where its pods run, before whom, spread over what, and the
 * bounds of their number.
 */
export const chartValuesOf = ({
  name,
  namespace,
  deploymentPolicy,
}: Pick<Environment, 'name' | 'namespace' | 'deploymentPolicy'>) => ({
  environment: name,
  runtimeClassName: namespace,
  ...schedulingOf(name),
  priorityClassName: priorityClassOf(name).name,
  topologySpreadConstraints: name === 'production' ? SPREAD : [],
  replicaCount: deploymentPolicy.minReplicas,
  autoscaling: { minReplicas: deploymentPolicy.minReplicas, maxReplicas: deploymentPolicy.autoscalerMaxReplicas },
  podDisruptionBudget: { maxUnavailable: deploymentPolicy.maxUnavailable },
  strategy: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: `${deploymentPolicy.maxSurgePercent}%`, maxUnavailable: surgeless(deploymentPolicy) },
  },
});

/** A rollout needs one way or the other to go on. */
const surgeless = ({ maxSurgePercent }: { readonly maxSurgePercent: number }) => (maxSurgePercent === 0 ? 1 : 0);
