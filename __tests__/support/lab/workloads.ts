import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';

/** A pod that keeps to the level `restricted` of the Pod Security Standards. */
export const podSpec = (changes: object = {}) => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'app',
      image: 'example.com/app:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
  ...changes,
});

/** What makes pods, by kind: where it is, and what it is around the spec of its pods. */
export const WORKLOADS = {
  Pod: workload('/api/v1', 'pods', (_labels, spec) => spec),
  ReplicationController: workload('/api/v1', 'replicationcontrollers', (labels, spec) => ({
    replicas: 1,
    selector: labels,
    template: { metadata: { labels }, spec },
  })),
  Deployment: workload('/apis/apps/v1', 'deployments', withSelector),
  ReplicaSet: workload('/apis/apps/v1', 'replicasets', withSelector),
  StatefulSet: workload('/apis/apps/v1', 'statefulsets', (labels, spec) => ({
    serviceName: 'x',
    ...withSelector(labels, spec),
  })),
  DaemonSet: workload('/apis/apps/v1', 'daemonsets', withSelector),
  Job: workload('/apis/batch/v1', 'jobs', (_labels, spec) => ({
    template: { spec: { restartPolicy: 'Never', ...spec } },
  })),
  CronJob: workload('/apis/batch/v1', 'cronjobs', (_labels, spec) => ({
    schedule: '0 0 1 1 *',
    jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', ...spec } } } },
  })),
} as const;
export type WorkloadKind = keyof typeof WORKLOADS;

function withSelector(labels: Record<string, string>, spec: object): object {
  return { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } };
}

function workload(api: string, plural: string, around: (labels: Record<string, string>, spec: object) => object) {
  return {
    path: (namespace: string) => `${api}/namespaces/${namespace}/${plural}`,
    object: (name: string, spec: object): KubernetesObject => ({
      metadata: { name, labels: { app: name } },
      spec: around({ app: name }, spec),
    }),
  };
}
