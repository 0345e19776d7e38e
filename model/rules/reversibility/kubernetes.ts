import { forgottenForGood, forgottenRule, importedRule, movedRule } from './common';
import type { ReversibilityRule } from './rule';

const NAMESPACE = 'kubernetes_namespace_v1';
const SECRET = 'kubernetes_secret_v1';
const PRIORITY = 'kubernetes_priority_class_v1';
const ACCOUNT = 'kubernetes_service_account_v1';
/** What the provider sets on objects of others. */
const MARKS = { id: 'marks', types: ['kubernetes_labels', 'kubernetes_annotations'] };
/** Objects that hold nothing of others. */
const PLAIN = [
  ...['kubernetes_cluster_role_v1', 'kubernetes_cluster_role_binding_v1', 'kubernetes_role_v1'],
  ...['kubernetes_role_binding_v1', 'kubernetes_limit_range_v1', 'kubernetes_network_policy_v1'],
  ...['kubernetes_resource_quota_v1', 'kubernetes_config_map_v1', PRIORITY, SECRET, ACCOUNT],
];
const OBJECTS = { id: 'object', types: [NAMESPACE, ...PLAIN] };
const IMPORTABLE = { id: 'object', types: OBJECTS.types.filter((type) => type !== SECRET) };

const IDS = 'Kubernetes names';

const updated = (id: string, types: readonly string[], paths: readonly string[]): ReversibilityRule => ({
  id,
  types,
  actions: ['update'],
  paths,
  reversibility: 'reversible',
  because: 'the object keeps its uid, and its former content is set again',
  source: IDS,
});

export const KUBERNETES: readonly ReversibilityRule[] = [
  {
    id: 'namespace-created',
    types: [NAMESPACE],
    actions: ['create'],
    reversibility: 'needs-restore',
    because: 'all that came into the namespace goes with it',
    source: 'Kubernetes, namespaces',
  },
  {
    id: 'namespace-destroyed',
    types: [NAMESPACE],
    actions: ['destroy', 'replace'],
    reversibility: 'irreversible',
    because: 'all that was in the namespace goes, volumes included',
    source: 'Kubernetes, namespaces',
  },
  {
    id: 'object-created',
    types: PLAIN,
    actions: ['create'],
    reversibility: 'reversible',
    because: 'the object goes again',
    source: IDS,
  },
  {
    id: 'account-destroyed',
    types: [ACCOUNT],
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'it is made anew, with another uid: tokens that it gave are refused',
    source: 'Kubernetes TokenRequest',
  },
  {
    id: 'object-destroyed',
    types: PLAIN.filter((type) => type !== ACCOUNT),
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'it is made anew, with another uid',
    source: IDS,
  },
  updated('object-metadata', OBJECTS.types, ['metadata.labels', 'metadata.annotations']),
  updated(
    'object-spec',
    ['kubernetes_limit_range_v1', 'kubernetes_network_policy_v1', 'kubernetes_resource_quota_v1'],
    ['spec'],
  ),
  updated('role-rules', ['kubernetes_cluster_role_v1', 'kubernetes_role_v1'], ['rule']),
  updated('role-aggregation', ['kubernetes_cluster_role_v1'], ['aggregation_rule']),
  updated('binding-subjects', ['kubernetes_cluster_role_binding_v1', 'kubernetes_role_binding_v1'], ['subject']),
  updated('object-data', ['kubernetes_config_map_v1', SECRET], ['data', 'binary_data']),
  updated('priority-settings', [PRIORITY], ['description', 'global_default']),
  {
    id: 'priority-value',
    types: [PRIORITY],
    actions: ['update'],
    paths: ['value', 'preemption_policy'],
    reversibility: 'needs-restore',
    because: 'a class keeps its value: it has to be made anew to get another',
    source: 'Kubernetes PriorityClass',
  },
  updated('account-settings', [ACCOUNT], ['automount_service_account_token', 'image_pull_secret', 'secret']),
  {
    id: 'object-immutable',
    types: ['kubernetes_config_map_v1', SECRET],
    actions: ['update'],
    paths: ['immutable'],
    reversibility: 'needs-restore',
    because: 'what was made immutable has to be made anew to be changed',
    source: 'Kubernetes, immutable Secrets',
  },
  {
    id: 'secret-write-only',
    types: [SECRET],
    actions: ['update'],
    paths: ['data_wo', 'binary_data_wo', 'data_wo_revision', 'binary_data_wo_revision'],
    reversibility: 'needs-restore',
    because: 'the former secret is in no state: it has to be given again',
    source: 'Terraform, write-only arguments',
  },
  {
    id: 'object-run',
    types: [NAMESPACE, 'kubernetes_resource_quota_v1', SECRET, ACCOUNT],
    actions: ['update'],
    paths: ['timeouts'],
    reversibility: 'reversible',
    because: 'it is an argument of the run, and nothing that exists changes',
    source: 'Terraform, timeouts',
  },
  {
    id: 'namespace-run',
    types: [NAMESPACE],
    actions: ['update'],
    paths: ['wait_for_default_service_account'],
    reversibility: 'reversible',
    because: 'it is an argument of the run, and nothing that exists changes',
    source: 'Terraform, timeouts',
  },
  {
    id: 'secret-run',
    types: [SECRET],
    actions: ['update'],
    paths: ['wait_for_service_account_token'],
    reversibility: 'reversible',
    because: 'it is an argument of the run, and nothing that exists changes',
    source: 'Terraform, timeouts',
  },
  {
    id: 'marks-set',
    types: MARKS.types,
    actions: ['create', 'replace'],
    reversibility: 'needs-restore',
    because: 'values that others had set before are not known any more',
    source: IDS,
  },
  {
    id: 'marks-taken-off',
    types: MARKS.types,
    actions: ['destroy'],
    reversibility: 'reversible',
    because: 'they are set again on the same object',
    source: IDS,
  },
  {
    id: 'labels-changed',
    types: ['kubernetes_labels'],
    actions: ['update'],
    paths: ['labels', 'force', 'field_manager'],
    reversibility: 'reversible',
    because: 'the former labels are set again on the same object',
    source: IDS,
  },
  {
    id: 'annotations-changed',
    types: ['kubernetes_annotations'],
    actions: ['update'],
    paths: ['annotations', 'template_annotations', 'force', 'field_manager'],
    reversibility: 'reversible',
    because: 'the former annotations are set again on the same object',
    source: IDS,
  },
  movedRule(OBJECTS),
  importedRule(OBJECTS),
  forgottenRule(IMPORTABLE),
  forgottenForGood({ id: 'secret', types: [SECRET] }, 'an import does not bring back what was written only', IDS),
  movedRule(MARKS),
  importedRule(MARKS),
  forgottenForGood(MARKS, 'the provider does not import them', IDS),
];
