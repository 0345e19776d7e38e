import { NAMESPACE } from './gated-lab';

export const CORE = `/api/v1/namespaces/${NAMESPACE}`;
export const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;
export const BATCH = `/apis/batch/v1/namespaces/${NAMESPACE}`;
export const AUTOSCALING = `/apis/autoscaling/v2/namespaces/${NAMESPACE}`;

export const POD = { containers: [{ name: 'app', image: 'example.com/app:1' }] };
export const OTHER_IMAGE = { containers: [{ name: 'app', image: 'example.com/other:1' }] };
const ONCE = { ...POD, restartPolicy: 'Never' };

/** Labels of their own, or one kind would take up the pods of another. */
const labelsOf = (kind: string, name: string) => ({ app: name, kind });
const templateOf = (kind: string, name: string) => ({ metadata: { labels: labelsOf(kind, name) }, spec: POD });
const of = (kind: string, name: string) => ({
  selector: { matchLabels: labelsOf(kind, name) },
  template: templateOf(kind, name),
});

/** A workload of each kind: where it is made, and what it is. @param name of it, and of what it selects */
export const WORKLOADS: Readonly<Record<string, (name: string) => readonly [collection: string, object: object]>> = {
  Pod: (name) => [`${CORE}/pods`, { metadata: { name, labels: labelsOf('Pod', name) }, spec: POD }],
  Deployment: (name) => [
    `${APPS}/deployments`,
    { metadata: { name }, spec: { ...of('Deployment', name), replicas: 2 } },
  ],
  StatefulSet: (name) => [
    `${APPS}/statefulsets`,
    { metadata: { name }, spec: { ...of('StatefulSet', name), serviceName: name } },
  ],
  DaemonSet: (name) => [`${APPS}/daemonsets`, { metadata: { name }, spec: of('DaemonSet', name) }],
  ReplicaSet: (name) => [`${APPS}/replicasets`, { metadata: { name }, spec: of('ReplicaSet', name) }],
  ReplicationController: (name) => [
    `${CORE}/replicationcontrollers`,
    { metadata: { name }, spec: { selector: labelsOf('RC', name), template: templateOf('RC', name) } },
  ],
  Job: (name) => [`${BATCH}/jobs`, { metadata: { name }, spec: { suspend: true, template: { spec: ONCE } } }],
  CronJob: (name) => [
    `${BATCH}/cronjobs`,
    { metadata: { name }, spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: { template: { spec: ONCE } } } } },
  ],
  HorizontalPodAutoscaler: (name) => [
    `${AUTOSCALING}/horizontalpodautoscalers`,
    {
      metadata: { name },
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
    },
  ],
};
