import type { DriftRule } from './drift-rule';
import { GUARDS, inContainers, RELEASE_SECURITY_RULES, WITH_PODS } from './release-security';
import { grew } from './values';

/** Terraform has no type for the objects of a release: theirs is that of the release, followed by their kind. */
const EVERY = 'helm_release/*';
const of = (...kinds: string[]) => kinds.map((kind) => `helm_release/${kind}`);

const SCALED = of('Deployment', 'StatefulSet', 'ReplicaSet');
/** What an object says, whatever its kind; other fields of it are known to no rule, and major. */
const CONTENT = [
  'spec',
  'data',
  'binaryData',
  'rules',
  'subjects',
  'roleRef',
  'aggregationRule',
  'webhooks',
  'type',
  'value',
  'provisioner',
  'parameters',
  'automountServiceAccountToken',
  'secrets',
  'imagePullSecrets',
  'handler',
  'scheduling',
  'overhead',
  'template',
  'subsets',
  'endpoints',
];

const GUIDE = 'docs/guides/drift.md';

/** Differences of objects from the manifests of our releases. */
export const RELEASE_OBJECT_RULES: readonly DriftRule[] = [
  {
    id: 'release-object-texts',
    kinds: [EVERY],
    paths: ['metadata.labels', 'metadata.annotations'],
    severity: 'minor',
    because: 'nothing of the platform reads this label or annotation; the next upgrade of the release writes it again',
    source: GUIDE,
  },
  {
    id: 'release-role-aggregation',
    kinds: of('ClusterRole'),
    paths: ['metadata.labels[rbac.authorization.k8s.io/*]'],
    severity: 'major',
    because: 'with such a label its rights become those of other roles, or no longer are',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    loses: true,
  },
  {
    id: 'release-object-picked',
    kinds: of('PrometheusRule', 'ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig'),
    paths: ['metadata.labels'],
    when: ({ action }) => action !== 'added',
    severity: 'major',
    because: 'the operator of Prometheus picks it by its labels: without them nothing is collected, and nobody alerted',
    source: 'https://prometheus-operator.dev/docs/developer/getting-started/',
    loses: true,
  },
  {
    id: 'release-service-balancer',
    kinds: of('Service'),
    paths: ['metadata.annotations[service.beta.kubernetes.io/*]'],
    severity: 'major',
    because: 'it decides the NodeBalancer of the Service: its firewall, its addresses, whether it speaks TLS',
    source: 'https://github.com/linode/linode-cloud-controller-manager/blob/main/docs/configuration/annotations.md',
    loses: true,
  },
  {
    id: 'release-ingress-settings',
    kinds: of('Ingress'),
    paths: ['metadata.annotations'],
    severity: 'major',
    because: 'controllers of ingress take from annotations who may come in, and where to they are led',
    source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    loses: true,
  },
  {
    id: 'release-object-restarted',
    kinds: WITH_PODS,
    paths: ['spec.template.metadata.annotations[kubectl.kubernetes.io/restartedAt]'],
    severity: 'none',
    because: 'its pods were made anew by kubectl rollout restart, as they were',
    source: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_restart/',
  },
  {
    id: 'release-object-end',
    kinds: [EVERY],
    paths: ['metadata.finalizers', 'metadata.ownerReferences'],
    severity: 'major',
    because: 'it keeps the object from being removed, or removes it with another one',
    source: 'https://kubernetes.io/docs/concepts/architecture/garbage-collection/',
  },
  {
    id: 'release-namespace-admission',
    kinds: of('Namespace'),
    paths: ['metadata.labels[pod-security.kubernetes.io/*]'],
    severity: 'major',
    because: 'it decides which pods the namespace admits',
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    loses: true,
  },
  {
    id: 'release-object-more-pods',
    kinds: SCALED,
    paths: ['spec.replicas'],
    when: grew,
    severity: 'minor',
    because: 'more pods run than were asked for, which costs more',
    source: GUIDE,
  },
  {
    id: 'release-object-room',
    kinds: WITH_PODS,
    paths: inContainers('resources'),
    severity: 'minor',
    because: 'a container has other room than was asked for; the quota still bounds it',
    source: GUIDE,
  },
  {
    id: 'release-object-guard',
    kinds: GUARDS,
    paths: CONTENT,
    severity: 'major',
    because: 'it guards something: who may do what, what is let through, or what is secret',
    source: GUIDE,
    loses: true,
  },
  ...RELEASE_SECURITY_RULES,
  {
    id: 'release-object',
    kinds: [EVERY],
    paths: CONTENT,
    severity: 'major',
    because: 'it runs, serves or holds something else than its chart says',
    source: GUIDE,
  },
];
