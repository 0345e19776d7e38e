import { LABEL_DOMAIN } from '../../naming';
import type { DriftRule } from './drift-rule';

const EVERY = 'helm_release/*';
const of = (...kinds: string[]) => kinds.map((kind) => `helm_release/${kind}`);
const GUIDE = 'docs/guides/drift.md';

/** Where the templates of pods are, by the kind of object: the longest of these paths are those of other kinds. */
const TEMPLATES = ['spec.template', 'spec.jobTemplate.spec.template'];
export const WITH_PODS = of('Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob');
const inTemplates = (...paths: string[]) => TEMPLATES.flatMap((at) => paths.map((path) => `${at}.${path}`));
export const inContainers = (...paths: string[]) =>
  inTemplates(...['containers', 'initContainers'].flatMap((list) => paths.map((path) => `spec.${list}.*.${path}`)));

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const TIMES = [
  ...['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'],
  'terminationGracePeriodSeconds',
];

/** What pods are made of. All of it is guarded but what is named as harmless: a new field of Kubernetes is not. */
const POD_RULES: readonly DriftRule[] = [
  {
    id: 'release-pods',
    kinds: WITH_PODS,
    paths: inTemplates(
      'spec',
      'metadata.labels',
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]',
    ),
    severity: 'major',
    because: 'its pods run other code, with other rights, or elsewhere than its chart says',
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    loses: true,
  },
  {
    id: 'release-pods-course',
    kinds: WITH_PODS,
    paths: [
      ...inTemplates(
        ...['affinity', 'topologySpreadConstraints', 'terminationGracePeriodSeconds', 'activeDeadlineSeconds'].map(
          (field) => `spec.${field}`,
        ),
      ),
      ...inContainers(
        ...['terminationMessagePath', 'terminationMessagePolicy'],
        ...PROBES.flatMap((probe) => TIMES.map((time) => `${probe}.${time}`)),
      ),
    ],
    severity: 'major',
    because: 'its pods are spread, watched or ended in another way than its chart says',
    source: GUIDE,
  },
  {
    id: 'release-operated-pods',
    kinds: of('Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'),
    paths: [
      ...['image', 'baseImage', 'containers', 'initContainers', 'securityContext', 'serviceAccountName', 'volumes'],
      ...['automountServiceAccountToken', 'volumeMounts', 'hostNetwork', 'secrets', 'configMaps', 'web', 'podMetadata'],
    ].map((field) => `spec.${field}`),
    severity: 'major',
    because: 'the pods that an operator makes of it run other code, or with other rights, than its chart says',
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
    loses: true,
  },
];

/** Names of the ConfigMaps that Argo CD takes its users, their rights and its settings from. */
const ARGO_CD_SETTINGS = /\/argocd-[^/]*$/;

const SETTING_RULES: readonly DriftRule[] = [
  {
    id: 'release-argocd-settings',
    kinds: of('ConfigMap'),
    paths: ['data', 'binaryData'],
    when: ({ address }) => ARGO_CD_SETTINGS.test(address),
    severity: 'major',
    because: 'Argo CD takes from it who logs in, who may do what, and whom it trusts',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/',
    loses: true,
  },
  {
    id: 'release-programs',
    kinds: of('ConfigMap'),
    paths: ['*.js', '*.mjs', '*.cjs', '*.sh', '*.py', '*.lua', 'grafana.ini', 'nginx.conf'].flatMap((key) => [
      `data[${key}]`,
      `binaryData[${key}]`,
    ]),
    severity: 'major',
    because: 'pods run it, or take from it who is let in',
    source: GUIDE,
    loses: true,
  },
  {
    id: 'release-service-reach',
    kinds: of('Service'),
    paths: [
      ...['type', 'ports', 'selector', 'externalIPs', 'externalName', 'externalTrafficPolicy'],
      ...['loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges'],
    ].map((field) => `spec.${field}`),
    severity: 'major',
    because: 'others reach it, or it leads to other pods, than its chart says',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
    loses: true,
  },
  {
    id: 'release-platform-marks',
    kinds: [EVERY],
    paths: [`metadata.labels[${LABEL_DOMAIN}/*]`],
    severity: 'major',
    because: 'policies, placement and access of the platform go by these labels',
    source: 'docs/adr/0019-roles-as-accounts.md',
    loses: true,
  },
];

/** Kinds all of whose content guards something. */
export const GUARDS = of(
  ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ServiceAccount'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  ...['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService', 'CustomResourceDefinition'],
  ...['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'PriorityClass', 'RuntimeClass'],
  ...['Secret', 'SealedSecret', 'ExternalSecret', 'Issuer', 'ClusterIssuer', 'Certificate'],
  // Pods without a template that a controller makes them of.
  ...['Pod', 'PodTemplate', 'ReplicationController'],
  // What Argo CD deploys from where, and whom it asks before.
  ...['AppProject', 'Application', 'ApplicationSet', 'WaveApproval'],
  // Who comes in, and where to.
  ...['Ingress', 'IngressClass', 'Gateway', 'GatewayClass', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
  ...['ListenerSet', 'XListenerSet', 'ReferenceGrant', 'BackendTLSPolicy', 'Endpoints', 'EndpointSlice'],
  ...['IngressRoute', 'Middleware', 'ServersTransport', 'TLSOption'],
);

/** Differences of objects of releases that may make something less secure. */
export const RELEASE_SECURITY_RULES: readonly DriftRule[] = [...POD_RULES, ...SETTING_RULES];
