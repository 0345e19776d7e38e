/** Controllers that make pods, and what they make pods of, from a template that was judged when somebody wrote it. */
const MAKERS = [
  ...['deployment-controller', 'replicaset-controller', 'replication-controller', 'statefulset-controller'],
  ...['daemon-set-controller', 'job-controller', 'cronjob-controller', 'horizontal-pod-autoscaler'],
];

/**
 * Kubernetes' own controllers: a pod of a lost node has to come back, whatever a policy has come to say of its template.
 * Each has an account of its own in `kube-system`, or all of them are one user. By name and not by namespace: LKE's
 * administrator is an account of `kube-system`, too.
 */
export const KUBERNETES_CONTROLLERS: readonly string[] = [
  ...MAKERS.map((name) => `system:serviceaccount:kube-system:${name}`),
  'system:kube-controller-manager',
];

/** Whether somebody else than those asks, or a node that shows what runs on it, in CEL. */
export const IS_NO_CONTROLLER = {
  name: 'asked-by-somebody-else-than-a-controller',
  expression:
    `!(request.userInfo.username in [${KUBERNETES_CONTROLLERS.map((name) => `'${name}'`).join(', ')}]) && ` +
    "!('system:nodes' in request.userInfo.groups)",
};
