/** Controllers that make pods, and what they make pods of, from a template that was judged when somebody wrote it. */
const MAKERS = [
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'horizontal-pod-autoscaler',
  'job-controller',
  'replicaset-controller',
  'replication-controller',
  'statefulset-controller',
];

/** The ServiceAccount of a controller, as `<namespace>/<name>`. */
export interface WorkloadController {
  readonly serviceAccount: string;
  /** What people write for it, as `<resource>.<group>`; it is gated as a Deployment is. */
  readonly resources: readonly string[];
}

const usernameOf = (serviceAccount: string) => `system:serviceaccount:${serviceAccount.replace('/', ':')}`;

/**
 * Kubernetes' own controllers: a pod of a lost node has to come back, whatever a policy has come to say of its template.
 * Each has an account of its own in `kube-system`, or all of them are one user. Named one by one: the kubeconfig that LKE
 * gives out is an account of that namespace, too.
 */
export const KUBERNETES_CONTROLLERS: readonly string[] = [
  ...MAKERS.map((name) => usernameOf(`kube-system/${name}`)),
  'system:kube-controller-manager',
];

/**
 * Names of the users that the gate lets through: those, the scheduler, which puts pods on nodes, and others.
 *
 * @param others controllers that the platform file names
 */
export const exemptUsers = (others: readonly WorkloadController[]): readonly string[] => [
  ...KUBERNETES_CONTROLLERS,
  'system:kube-scheduler',
  ...others.map(({ serviceAccount }) => usernameOf(serviceAccount)),
];
