import type { DriftRule } from './drift-rule';
import { grew } from './values';

/** Terraform has no type for the objects of a release: theirs is that of the release, followed by their kind. */
const EVERY = 'helm_release/*';
const of = (...kinds: string[]) => kinds.map((kind) => `helm_release/${kind}`);

const SCALED = of('Deployment', 'StatefulSet', 'ReplicaSet');
const PODS = [...SCALED, ...of('DaemonSet')];
const GUARDS = of(
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ServiceAccount',
  'NetworkPolicy',
  'Secret',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
);

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
    kinds: PODS,
    paths: ['spec.template.spec.containers', 'spec.template.spec.initContainers'],
    when: ({ path }) => path.includes('resources'),
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
  {
    id: 'release-object',
    kinds: [EVERY],
    paths: CONTENT,
    severity: 'major',
    because: 'it runs, serves or holds something else than its chart says',
    source: GUIDE,
  },
];
