import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { CHECKPOINTS, LOG_AGENT, logAgentConfiguration, POD_LOGS } from '../collectors/log-agent';
import type { ObservabilityWire } from '../inputs';
import { COLLECTOR_IMAGE, NO_FOREIGN_PORTS } from './opentelemetry-collector';

const OFF = { enabled: false };

/** Folder of the node that outlives the pod. */
const CHECKPOINTS_OF_NODE = '/var/lib/lke-platform-log-agent';

/**
 * Values of the chart opentelemetry-collector 0.170.0, a second time: on every node, whatever its taints, it reads what
 * containers write. Those files are root's, and so is the agent; it asks the API server for nothing.
 */
export const logAgentValues = (inputs: ObservabilityWire) => ({
  nameOverride: LOG_AGENT,
  // The chart adds -agent to it.
  fullnameOverride: LOG_AGENT.replace(/-agent$/, ''),
  mode: 'daemonset',
  image: COLLECTOR_IMAGE,
  alternateConfig: logAgentConfiguration(inputs.namespace),
  serviceAccount: { automountServiceAccountToken: false },
  tolerations: [{ operator: 'Exists' }],
  extraVolumes: [
    { name: 'pod-logs', hostPath: { path: POD_LOGS } },
    { name: 'checkpoints', hostPath: { path: CHECKPOINTS_OF_NODE, type: 'DirectoryOrCreate' } },
  ],
  extraVolumeMounts: [
    { name: 'pod-logs', mountPath: POD_LOGS, readOnly: true },
    { name: 'checkpoints', mountPath: CHECKPOINTS },
  ],
  ports: { metrics: { enabled: true }, otlp: OFF, 'otlp-http': OFF, ...NO_FOREIGN_PORTS },
  podMonitor: { enabled: true },
  // One node after the other would take long; a node whose agent is new reads on from where the former one was.
  rollout: { rollingUpdate: { maxUnavailable: '20%' } },
  securityContext: {
    runAsUser: 0,
    runAsGroup: 0,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
  // The chart sets the memory limiter by this limit.
  resources: { requests: BASELINE_REQUESTS.logAgent, limits: { memory: '256Mi' } },
});
