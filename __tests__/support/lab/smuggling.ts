import { APPS, AUTOSCALING, BATCH, CORE, OTHER_IMAGE, POD, WORKLOADS } from './gated-workloads';

/** A request that would bring a workload past the gate, or change one: what it is, and how it is asked. */
export interface Smuggling {
  readonly what: string;
  /** Whoever may do that by the rules of RBAC: the role `app-team`, else the cluster-admin that LKE gives out. */
  readonly by: 'app-team' | 'lke-admin';
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body: object;
  readonly type?: string;
}

const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';
const JSON_PATCH = 'application/json-patch+json';

const APP_TEAMS = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'HorizontalPodAutoscaler',
];

const making = Object.entries(WORKLOADS).map(([kind, make]): Smuggling => {
  const [path, body] = make('intruder');
  return {
    what: `make a ${kind}`,
    by: APP_TEAMS.includes(kind) ? 'app-team' : 'lke-admin',
    method: 'POST',
    path,
    body,
  };
});

const spec = (change: object) => ({ spec: change });
const template = (change: object) => spec({ template: change });
const patch = (what: string, path: string, body: object, type = STRATEGIC): Smuggling => ({
  ...{ what, by: 'app-team', method: 'PATCH', path, body, type },
});
const asAdmin = (smuggling: Smuggling): Smuggling => ({ ...smuggling, by: 'lke-admin' });

/** A controller's mark, which anybody can write. */
const forged = (kind: string) => [
  { apiVersion: 'apps/v1', kind, name: 'web', uid: '00000000-0000-4000-8000-000000000000', controller: true },
];

/** What the first version of the kind keeps of an autoscaler in annotations. */
const SOONER = JSON.stringify([{ type: 'Resource', resource: { name: 'memory', targetAverageUtilization: 1 } }]);
const FASTER = JSON.stringify({
  ScaleUp: { StabilizationWindowSeconds: 0, Policies: [{ Type: 'Pods', Value: 100, PeriodSeconds: 15 }] },
});

/** Every way that was thought of; what they change was made under the name `web` while the environment was ready. */
export const SMUGGLING: readonly Smuggling[] = [
  ...making,
  {
    ...{ what: 'make a pod whose name the API server completes', by: 'app-team', method: 'POST', path: `${CORE}/pods` },
    body: { metadata: { generateName: 'web-' }, spec: POD },
  },
  {
    ...{ what: 'make a pod that says that a ReplicaSet owns it', by: 'app-team', method: 'POST', path: `${CORE}/pods` },
    body: { metadata: { name: 'owned', ownerReferences: forged('ReplicaSet') }, spec: POD },
  },
  {
    ...{ what: 'make a ReplicaSet that says that a Deployment owns it', by: 'app-team', method: 'POST' },
    path: `${APPS}/replicasets`,
    body: { ...WORKLOADS.ReplicaSet!('owned')[1], metadata: { name: 'owned', ownerReferences: forged('Deployment') } },
  },
  {
    ...{ what: 'make a mirror of a static pod', by: 'app-team', method: 'POST', path: `${CORE}/pods` },
    body: {
      metadata: { name: 'mirror', annotations: { 'kubernetes.io/config.mirror': 'x' } },
      spec: { ...POD, nodeName: 'worker-1' },
    },
  },
  patch(
    'make a pod by server-side apply',
    `${CORE}/pods/applied?fieldManager=team`,
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'applied' }, spec: POD },
    APPLY,
  ),
  patch(
    'change a Deployment by server-side apply',
    `${APPS}/deployments/web?fieldManager=team&force=true`,
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 5 } },
    APPLY,
  ),
  patch('set the image of a Deployment', `${APPS}/deployments/web`, template({ spec: OTHER_IMAGE })),
  patch(
    'set it by a JSON patch',
    `${APPS}/deployments/web`,
    [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'example.com/other:1' }],
    JSON_PATCH,
  ),
  patch(
    'restart a Deployment',
    `${APPS}/deployments/web`,
    template({ metadata: { annotations: { restarted: 'now' } } }),
  ),
  patch('raise the replicas of a Deployment', `${APPS}/deployments/web`, spec({ replicas: 9 })),
  patch('pause a Deployment', `${APPS}/deployments/web`, spec({ paused: true })),
  patch('scale a Deployment', `${APPS}/deployments/web/scale`, spec({ replicas: 9 }), MERGE),
  patch('scale a StatefulSet', `${APPS}/statefulsets/web/scale`, spec({ replicas: 9 }), MERGE),
  patch('scale a ReplicaSet', `${APPS}/replicasets/web/scale`, spec({ replicas: 9 }), MERGE),
  asAdmin(
    patch('scale a ReplicationController', `${CORE}/replicationcontrollers/web/scale`, spec({ replicas: 9 }), MERGE),
  ),
  patch('set the image of a ReplicaSet', `${APPS}/replicasets/web`, template({ spec: OTHER_IMAGE })),
  patch('set the image of a StatefulSet', `${APPS}/statefulsets/web`, template({ spec: OTHER_IMAGE })),
  patch('set the image of a DaemonSet', `${APPS}/daemonsets/web`, template({ spec: OTHER_IMAGE })),
  patch('set the image of a pod', `${CORE}/pods/web`, spec(OTHER_IMAGE)),
  patch('let a Job begin', `${BATCH}/jobs/web`, spec({ suspend: false })),
  patch('raise the parallelism of a Job', `${BATCH}/jobs/web`, spec({ parallelism: 9 })),
  patch(
    'change what a CronJob makes',
    `${BATCH}/cronjobs/web`,
    spec({
      jobTemplate: { spec: { template: { spec: OTHER_IMAGE } } },
    }),
  ),
  patch('let a CronJob run every minute', `${BATCH}/cronjobs/web`, spec({ schedule: '* * * * *' })),
  patch(
    'raise what an autoscaler may scale to',
    `${AUTOSCALING}/horizontalpodautoscalers/web`,
    spec({ maxReplicas: 99 }),
  ),
  patch('let an autoscaler scale more', `${AUTOSCALING}/horizontalpodautoscalers/web`, spec({ minReplicas: 3 })),
  patch(
    'let a Deployment go back by an annotation',
    `${APPS}/deployments/web`,
    { metadata: { annotations: { 'deprecated.deployment.rollback.to': '0' } } },
    MERGE,
  ),
  patch(
    'let an autoscaler scale sooner by an annotation',
    `${AUTOSCALING.replace('v2', 'v1')}/horizontalpodautoscalers/web`,
    { metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/metrics': SOONER } } },
    MERGE,
  ),
  patch(
    'let it scale faster by an annotation',
    `${AUTOSCALING.replace('v2', 'v1')}/horizontalpodautoscalers/web`,
    { metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/behavior': FASTER } } },
    MERGE,
  ),
  asAdmin(
    patch(
      'give a pod more by resizing it',
      `${CORE}/pods/waits/resize`,
      spec({
        containers: [{ name: 'app', resources: { requests: { cpu: '200m' } } }],
      }),
    ),
  ),
  {
    ...{ what: 'bind a pod that waits', by: 'lke-admin', method: 'POST', path: `${CORE}/pods/waits/binding` },
    body: { metadata: { name: 'waits' }, target: { kind: 'Node', name: 'worker-1' } },
  },
  {
    ...{ what: 'bind it by the former way', by: 'lke-admin', method: 'POST', path: `${CORE}/bindings` },
    body: { metadata: { name: 'waits' }, target: { kind: 'Node', name: 'worker-1' } },
  },
  {
    ...{ what: 'make a revision that a StatefulSet would go back to', by: 'lke-admin', method: 'POST' },
    path: `${APPS}/controllerrevisions`,
    body: { metadata: { name: 'web-forged' }, revision: 9, data: template({ spec: OTHER_IMAGE }) },
  },
];
