/**
 * Who makes and changes workloads of Kubernetes' own accord, where each controller has a ServiceAccount in
 * `kube-system`. Named one by one: the kubeconfig that LKE gives out is a ServiceAccount of that namespace, too.
 */
const CONTROLLERS = [
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'horizontal-pod-autoscaler',
  'job-controller',
  'replicaset-controller',
  'replication-controller',
  'statefulset-controller',
];

/** The same where all of them are one user, and the scheduler, which puts pods on nodes. */
const USERS = ['system:kube-controller-manager', 'system:kube-scheduler'];

/** The ServiceAccount of a controller, as `<namespace>/<name>`. */
export interface WorkloadController {
  readonly serviceAccount: string;
  /** What people write for it, as `<resource>.<group>`; it is gated as a Deployment is. */
  readonly resources: readonly string[];
}

const usernameOf = (serviceAccount: string) => `system:serviceaccount:${serviceAccount.replace('/', ':')}`;

/** Names of the users that the gate lets through. @param others controllers that the platform file names */
export const exemptUsers = (others: readonly WorkloadController[]): readonly string[] => [
  ...USERS,
  ...CONTROLLERS.map((name) => usernameOf(`kube-system/${name}`)),
  ...others.map(({ serviceAccount }) => usernameOf(serviceAccount)),
];
