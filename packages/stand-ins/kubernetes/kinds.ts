import { elements, textAt, valueAt } from '../engine/paths';
import type { Change, ResourceType } from '../engine/resource-type';
import { isFields, same, type Fields } from '../protocol/values';
import { amountOf, canonicalMap } from './quantity';

/** What is particular to a kind of object. Everything else is the same for all of them. */
export interface Kind extends Pick<ResourceType<unknown>, 'defaults' | 'replacedBy' | 'alsoReplacedBy'> {
  /** as the API server names it in its messages */
  plural: string;
  generation?: number;
  /** what the API server makes of the fields that it is given */
  stored?(fields: Fields): Fields;
  /** what of a planned change is none to the provider */
  unchanged?(planned: Fields, prior: Fields): Fields;
}

const RBAC = 'rbac.authorization.k8s.io';

const binding: Pick<Kind, 'replacedBy' | 'defaults' | 'stored'> = {
  replacedBy: ['role_ref.0.api_group', 'role_ref.0.kind', 'role_ref.0.name'],
  defaults: { 'subject.namespace': 'default' },
  stored: (fields) => ({
    ...fields,
    subject: elements(fields.subject).map((it) => ({ ...it, api_group: it.kind === 'ServiceAccount' ? '' : RBAC })),
  }),
};

/** With `immutable` the data cannot be changed in place. */
const immutable: Pick<Kind, 'alsoReplacedBy'> = {
  alsoReplacedBy: ({ prior }: Change) => (prior?.immutable === true ? ['data', 'binary_data', 'immutable'] : []),
};

/** By the name of the resource type without `kubernetes_` and version. */
export const KINDS: Record<string, Kind> = {
  namespace: { plural: 'namespaces', defaults: { wait_for_default_service_account: false } },
  config_map: { plural: 'configmaps', ...immutable },
  secret: {
    plural: 'secrets',
    defaults: { type: 'Opaque', wait_for_service_account_token: true },
    replacedBy: ['type'],
    ...immutable,
  },
  service_account: {
    plural: 'serviceaccounts',
    defaults: { automount_service_account_token: true },
    stored: (fields) => ({ ...fields, default_secret_name: '' }),
  },
  priority_class: {
    plural: 'priorityclasses.scheduling.k8s.io',
    generation: 1,
    defaults: { description: '', global_default: false, preemption_policy: 'PreemptLowerPriority' },
    replacedBy: ['value', 'preemption_policy'],
  },
  role: { plural: `roles.${RBAC}` },
  cluster_role: { plural: `clusterroles.${RBAC}` },
  role_binding: { plural: `rolebindings.${RBAC}`, ...binding },
  cluster_role_binding: { plural: `clusterrolebindings.${RBAC}`, ...binding },
  network_policy: {
    plural: 'networkpolicies.networking.k8s.io',
    generation: 1,
    defaults: { 'spec.ingress.ports.protocol': 'TCP', 'spec.egress.ports.protocol': 'TCP' },
  },
  resource_quota: {
    plural: 'resourcequotas',
    replacedBy: ['spec.0.scopes'],
    stored: (fields) => inSpec(fields, (spec) => ({ ...spec, hard: quantities(spec.hard) })),
    unchanged: keepEqualQuantities,
  },
  limit_range: {
    plural: 'limitranges',
    stored: (fields) =>
      inSpec(fields, (spec) => ({ ...spec, limit: elements(spec.limit).map((it) => storedLimit(it)) })),
  },
};

export function kindOf(type: string): string {
  return type.replace(/^kubernetes_/, '').replace(/_v\d+((alpha|beta)\d+)?$/, '');
}

export function rulesOf(kind: string): Kind {
  return KINDS[kind] ?? { plural: `${kind.replaceAll('_', '')}s` };
}

/** The API server fills in what a limit leaves out: containers request what they are limited to. */
function storedLimit(limit: Fields): Fields {
  const names = ['default', 'max', 'min', 'max_limit_request_ratio'];
  const given = Object.fromEntries(names.map((it) => [it, quantities(limit[it])])) as Fields;
  const requests = isFields(limit.default_request) ? limit.default_request : null;
  return { ...limit, ...given, default_request: quantities(requests ?? limit.default ?? {}) };
}

function quantities(map: Fields[string] | undefined): Fields | null {
  return isFields(map) ? canonicalMap(map) : null;
}

/** Another way to write the same quantity is not a change of a quota. */
function keepEqualQuantities(planned: Fields, prior: Fields): Fields {
  const [wanted, before] = [valueAt(planned, 'spec.0.hard'), valueAt(prior, 'spec.0.hard')];
  if (!isFields(wanted) || !isFields(before)) return planned;
  const kept = Object.entries(wanted).map(([name, it]) => [name, isSame(it, before[name]) ? before[name] : it]);
  return inSpec(planned, (spec) => ({ ...spec, hard: Object.fromEntries(kept) as Fields }));
}

function isSame(a: Fields[string], b: Fields[string] | undefined): boolean {
  return same(a, b) || (amountOf(a) !== undefined && amountOf(a) === amountOf(b));
}

function inSpec(fields: Fields, change: (spec: Fields) => Fields): Fields {
  return { ...fields, spec: elements(fields.spec).map(change) };
}

/** `namespace/name`, or the name alone where the kind has no namespaces. */
export function idOf(metadata: Fields): string {
  const [namespace, name] = [textAt(metadata, 'namespace'), textAt(metadata, 'name')];
  return namespace === '' ? name : `${namespace}/${name}`;
}
