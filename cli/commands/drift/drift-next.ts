import { STACK_IDS } from '../../../model/entities/resource-address';
import { isBeingDeleted, schemaPath } from '../../../model/rules/drift/difference';
import type { Finding } from '../../../model/rules/drift/finding';
import type { DriftReport } from '../../../operations/drift/report';
import { applyAgain, installAgain } from '../../../operations/kubernetes/install-again';
import { WHAT_KEEPS_NAMESPACES } from '../../../operations/kubernetes/what-keeps';
import type { Colours } from '../../conventions/colours';

/** What can be done about the drift of some reports, for a terminal; nothing where there is none. */
export function nextText(reports: readonly DriftReport[], { bold, dim }: Colours): string[] {
  const findings = reports.flatMap((report) => report.findings).filter(({ severity }) => severity !== 'none');
  const stacks = STACK_IDS.filter((id) => findings.some((finding) => finding.stack === id && isOfThePlan(finding)));
  const lines = [
    ...(stacks.length > 0
      ? [
          `${bold(`npx lke-platform drift remediate ${stacks.join(' ')}`)}`,
          dim(
            '  puts back what was applied last; with --adopt it keeps what is there, by a change of the platform file',
          ),
        ]
      : []),
    ...(findings.some(isKept)
      ? [
          bold('npx lke-platform drift remediate cluster --adopt'),
          dim(
            '  is the only way for a newer Kubernetes and a redundant control plane, which Linode does not take back',
          ),
        ]
      : []),
    ...releasesOf(findings.filter(comesBackByHelm)).flatMap((release) => [
      bold(installAgain(...namesOf(release))),
      dim(`  puts back the objects of the release ${release}, which no apply does`),
    ]),
    ...releasesOf(findings.filter(isChangedBesideHelm)).flatMap((release) => [
      bold(applyAgain(...namesOf(release))),
      dim(`  puts back what was changed of custom resources of the release ${release}, which helm does not`),
    ]),
    ...(findings.some(isBeingDeleted)
      ? [
          bold(WHAT_KEEPS_NAMESPACES),
          dim('  names what keeps namespaces that are being deleted; once it is gone, look again and put them back'),
        ]
      : []),
    ...(findings.some(isAdded) ? [dim('what somebody added beside is removed by hand: no apply knows of it')] : []),
  ];
  return lines.length > 0 ? [lines.map((line, place) => `${place === 0 ? 'Next: ' : '      '}${line}`).join('\n')] : [];
}

/** What Terraform sees, and so puts back. */
const isOfThePlan = ({ origin }: Finding) => origin === 'plan' || origin === 'resource_drift';

/** What Linode refuses to take back (docs/linode-notes.md), so that no apply gets past it. */
const isKept = ({ kind, path, after }: Finding) => {
  const attribute = schemaPath(path).join('.');
  const isRedundant = attribute === 'control_plane.high_availability' && after === true;
  return kind === 'linode_lke_cluster' && (attribute === 'k8s_version' || isRedundant);
};

/** Kinds of which helm compares what is there; of all others it compares two manifests, and sees nothing. */
const COMPARED_BY_HELM: readonly string[] = [
  ...['Namespace', 'ServiceAccount', 'Service', 'ConfigMap', 'Secret', 'PersistentVolumeClaim', 'Pod'],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'NetworkPolicy', 'Ingress', 'IngressClass'],
  ...['ResourceQuota', 'LimitRange', 'PriorityClass', 'RuntimeClass', 'StorageClass'],
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
];

const isOfHelmsKinds = ({ kind }: Finding) => COMPARED_BY_HELM.includes(kind.replace('helm_release/', ''));

/** What was deleted comes back of every kind. */
const comesBackByHelm = (finding: Finding) =>
  finding.action !== 'added' && !isBeingDeleted(finding) && (isOfHelmsKinds(finding) || finding.path.length === 0);

const isChangedBesideHelm = (finding: Finding) =>
  finding.action !== 'added' && finding.path.length > 0 && !comesBackByHelm(finding);

const releasesOf = (findings: readonly Finding[]) => [
  ...new Set(findings.flatMap(({ release }) => (release === undefined ? [] : [release]))),
];

const isAdded = (finding: Finding) => finding.action === 'added' && !isOfThePlan(finding);

function namesOf(release: string): [namespace: string, name: string] {
  const [namespace = '', name = ''] = release.split('/');
  return [namespace, name];
}
