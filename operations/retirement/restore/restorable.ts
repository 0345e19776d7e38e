import { isMade, type KeptObject, withoutNotes } from '../backup/kept-object';
import { isVolume } from '../volumes';

/** What becomes of an object of a backup in an environment that was made anew. */
export type Restorable =
  | { readonly object: KeptObject }
  /** Why it is not made, in words. */
  | { readonly leftOut: string };

const TOKEN_SECRET = 'kubernetes.io/service-account-token';

/** What the cluster puts into every namespace by itself. */
const IN_EVERY_NAMESPACE: Readonly<Record<string, string>> = {
  ConfigMap: 'kube-root-ca.crt',
  ServiceAccount: 'default',
};

/** Kinds that the cluster makes of others, or writes all the time. */
const MADE_BY_THE_CLUSTER = ['EndpointSlice', 'ControllerRevision'];

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const without = (fields: Fields, keys: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

/**
 * An object as it is made in an environment that was made anew: what only the cluster it came from could know is taken out.
 *
 * @param services names of the Services of the backup that choose their pods: their Endpoints follow
 * @param kept names of claims whose volume was kept
 */
export function restorable(
  object: KeptObject,
  { services, kept }: { readonly services: readonly string[]; readonly kept: readonly string[] },
): Restorable {
  const { kind, metadata } = object;
  if (kind === 'Namespace' || isVolume(object)) return { leftOut: 'it belongs to the cluster' };
  if (isMade(object)) return { leftOut: `it is made by ${ownerOf(object)}` };
  if (MADE_BY_THE_CLUSTER.includes(kind)) return { leftOut: 'the cluster makes it' };
  if (IN_EVERY_NAMESPACE[kind] === metadata.name) return { leftOut: 'it is in every namespace' };
  if (kind === 'Endpoints' && services.includes(metadata.name)) return { leftOut: 'its Service makes it' };
  if (kind === 'Secret' && object.type === TOKEN_SECRET)
    return { object: withoutNotes({ ...object, data: undefined }) };
  return { object: withoutNotes(specific(object, kept)) };
}

const ownerOf = ({ metadata: { ownerReferences = [] } }: KeptObject) =>
  ownerReferences.flatMap(({ controller, kind, name }) => (controller ? `${kind} ${name}` : [])).join(', ');

/** What the cluster chose for the object, and would choose otherwise now. */
function specific(object: KeptObject, kept: readonly string[]): KeptObject {
  const spec = fieldsOf(object.spec);
  switch (object.kind) {
    case 'Service':
      return { ...object, spec: service(spec) };
    case 'Job':
      return spec.manualSelector === true ? object : { ...object, spec: job(spec) };
    case 'Pod':
      return { ...object, spec: without(spec, ['nodeName']) };
    case 'PersistentVolumeClaim':
      return kept.includes(object.metadata.name) ? object : { ...object, spec: without(spec, ['volumeName']) };
    default:
      return object;
  }
}

/** A headless Service says so by its address. */
function service(spec: Fields): Fields {
  const ports = Array.isArray(spec.ports) ? spec.ports.map((port) => without(fieldsOf(port), ['nodePort'])) : undefined;
  const addresses = spec.clusterIP === 'None' ? [] : ['clusterIP', 'clusterIPs'];
  return { ...without(spec, [...addresses, 'healthCheckNodePort']), ...(ports && { ports }) };
}

const JOB_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** The cluster gives each Job a selector of its own. */
function job(spec: Fields): Fields {
  const template = fieldsOf(spec.template);
  const metadata = fieldsOf(template.metadata);
  const labels = without(fieldsOf(metadata.labels), JOB_LABELS);
  return { ...without(spec, ['selector']), template: { ...template, metadata: { ...metadata, labels } } };
}

/** What others need comes first; what runs comes last, when all that it names is there. */
const ORDER = [
  ['ServiceAccount', 'Secret', 'ConfigMap', 'LimitRange', 'ResourceQuota', 'Role', 'RoleBinding', 'NetworkPolicy'],
  ['PersistentVolumeClaim', 'Service', 'Endpoints'],
];
const LAST = [
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'HorizontalPodAutoscaler',
];

/** Place of a kind in the order in which objects are made. */
export function placeOf({ kind }: Pick<KeptObject, 'kind'>): number {
  const early = ORDER.findIndex((kinds) => kinds.includes(kind));
  if (early !== -1) return early;
  return LAST.includes(kind) ? ORDER.length + 1 : ORDER.length;
}
