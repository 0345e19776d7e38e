import { DRIFT_NAMESPACE, DRIFT_POD_ACCOUNT, DRIFT_ROLE } from '../../../model/derive/drift-rights';
import type { EnvironmentName } from '../../../model/entities/environment';

/** What gives the account of its pods its rights. */
export const DRIFT_POD_BINDING = `${DRIFT_ROLE}-from-inside`;

const RBAC = 'rbac.authorization.k8s.io';
const LABELS = { 'app.kubernetes.io/name': 'drift', 'app.kubernetes.io/managed-by': 'lke-platform' };
const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Names of what people make themselves: it holds secrets, or is theirs. */
const CREDENTIALS = 'drift-credentials';
const PLATFORMS = 'drift-platforms';

export interface CronJobProps {
  /** Image of the Containerfile, best with its digest. */
  readonly image: string;
  /** When, as cron has it, such as `17 5 * * *`. */
  readonly schedule: string;
  readonly environments: readonly EnvironmentName[];
  /** Address of the cluster's own API, as the stacks have it. */
  readonly server: string;
}

type Manifest = Readonly<Record<string, unknown>>;

/** What looks for drift of a platform's environments from inside its cluster, on a schedule. */
export function cronJobManifests({ image, schedule, environments, server }: CronJobProps): Manifest[] {
  return [
    ...surroundings(),
    ...rights(),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'drift-kubeconfig', namespace: DRIFT_NAMESPACE, labels: LABELS },
      data: { kubeconfig: JSON.stringify(ownKubeconfig(server)) },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'drift', namespace: DRIFT_NAMESPACE, labels: LABELS },
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        jobTemplate: {
          spec: {
            ...onceAnHour(),
            template: {
              metadata: { labels: LABELS },
              spec: {
                ...pod(),
                serviceAccountName: DRIFT_POD_ACCOUNT,
                containers: [
                  {
                    ...container(image),
                    args: [...environments],
                    env: [
                      { name: 'LKE_PLATFORM_CONFIG', value: '/platforms/platform.yaml' },
                      { name: 'KUBECONFIG', value: '/kubeconfig/kubeconfig' },
                    ],
                    envFrom: [{ secretRef: { name: CREDENTIALS } }],
                    volumeMounts: [...mounts(), { name: 'kubeconfig', mountPath: '/kubeconfig', readOnly: true }],
                  },
                ],
                volumes: [...volumes(), { name: 'kubeconfig', configMap: { name: 'drift-kubeconfig' } }],
              },
            },
          },
        },
      },
    },
  ];
}

/**
 * One Job that looks for drift of many platforms, each in a pod of its own. Each has its credentials in files of the Secret
 * `drift-credentials`: `<number>.env` and `<number>.kubeconfig`, and its platform file in the ConfigMap
 * `drift-platforms`, as `<number>.yaml`.
 *
 * @param platforms names, in the order of the numbers, from 0
 */
export function indexedJobManifests(image: string, platforms: readonly string[], parallelism: number): Manifest[] {
  const line =
    'set -a; . "/credentials/$JOB_COMPLETION_INDEX.env"; set +a; ' +
    'export LKE_PLATFORM_CONFIG="/platforms/$JOB_COMPLETION_INDEX.yaml" ' +
    'KUBECONFIG="/credentials/$JOB_COMPLETION_INDEX.kubeconfig"; exec scripts/infra/drift-detect.sh';
  return [
    ...surroundings(),
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        generateName: 'drift-',
        namespace: DRIFT_NAMESPACE,
        labels: LABELS,
        annotations: { 'lke-platform.io/platforms': platforms.join(',') },
      },
      spec: {
        ...onceAnHour(),
        completionMode: 'Indexed',
        completions: platforms.length,
        parallelism: Math.min(parallelism, platforms.length),
        // Drift of one platform keeps no other from being looked at.
        backoffLimitPerIndex: 1,
        maxFailedIndexes: platforms.length,
        template: {
          metadata: { labels: LABELS },
          spec: {
            ...pod(),
            automountServiceAccountToken: false,
            containers: [
              {
                ...container(image),
                command: ['sh', '-c', line],
                volumeMounts: [...mounts(), { name: 'credentials', mountPath: '/credentials', readOnly: true }],
              },
            ],
            volumes: [...volumes(), { name: 'credentials', secret: { secretName: CREDENTIALS, defaultMode: 0o440 } }],
          },
        },
      },
    },
  ];
}

function surroundings(): Manifest[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: DRIFT_NAMESPACE, labels: { ...LABELS, 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'drift', namespace: DRIFT_NAMESPACE, labels: LABELS },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          {
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
          {
            ports: [
              { protocol: 'TCP', port: 443 },
              { protocol: 'TCP', port: 6443 },
            ],
          },
        ],
      },
    },
  ];
}

/** No more than the stack `system` gives for a look at the environments: no Secret of any release. */
function rights(): Manifest[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: DRIFT_POD_ACCOUNT, namespace: DRIFT_NAMESPACE, labels: LABELS },
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: DRIFT_POD_BINDING, labels: LABELS },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: `${DRIFT_ROLE}-environments` },
      subjects: [{ kind: 'ServiceAccount', name: DRIFT_POD_ACCOUNT, namespace: DRIFT_NAMESPACE }],
    },
  ];
}

/** Drift is an exit code, so that a Job that found some has failed; it is not tried again for that. */
const onceAnHour = () => ({ backoffLimit: 0, activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 86_400 });

const pod = () => ({
  restartPolicy: 'Never',
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  },
});

const container = (image: string) => ({
  name: 'drift',
  image,
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } },
});

const mounts = () => [
  { name: 'platforms', mountPath: '/platforms', readOnly: true },
  { name: 'output', mountPath: '/app/cdktf.out' },
  { name: 'home', mountPath: '/home/node' },
  { name: 'tmp', mountPath: '/tmp' },
];

const volumes = () => [
  { name: 'platforms', configMap: { name: PLATFORMS } },
  ...['output', 'home', 'tmp'].map((name) => ({ name, emptyDir: {} })),
];

function ownKubeconfig(server: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'own', cluster: { server, 'certificate-authority': `${TOKEN_FOLDER}/ca.crt` } }],
    users: [{ name: 'own', user: { tokenFile: `${TOKEN_FOLDER}/token` } }],
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'own' } }],
    'current-context': 'own',
  };
}
