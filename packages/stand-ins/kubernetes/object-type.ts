import { elements, textAt } from '../engine/paths';
import type { ResourceType } from '../engine/resource-type';
import { ProviderError } from '../protocol/service';
import { same, type Fields } from '../protocol/values';
import { filled, textMap } from '../values';
import { without } from '../without';
import type { KubernetesCluster, KubernetesObject } from '../world/kubernetes';
import type { KubernetesConnection } from './connection';
import { idOf, rulesOf } from './kinds';
import { checkMetadata, metadataOf, patched, readMetadata, type Ignored } from './metadata';

export interface KubernetesSession {
  connection: KubernetesConnection;
  ignored: Ignored;
}

/** Namespaces that the API server never lets go. */
const IMMORTAL = ['default', 'kube-system', 'kube-public'];
/** Attributes that are of the resource alone, and not of the object. */
const NOT_STORED = ['id', 'metadata', 'timeouts', 'data_wo', 'binary_data_wo'] as const;

/** A resource that is one object of the Kubernetes API. */
export function objectType(kind: string, namespaced: boolean): ResourceType<KubernetesSession> {
  const rules = rulesOf(kind);
  return {
    plugin: 'sdk',
    replacedBy: ['metadata.0.name', 'metadata.0.generate_name', 'metadata.0.namespace', ...(rules.replacedBy ?? [])],
    alsoReplacedBy: rules.alsoReplacedBy,
    defaults: { ...rules.defaults, ...(namespaced ? { 'metadata.namespace': 'default' } : {}) },
    validate: (config) => checkMetadata(config, kind === 'namespace'),
    modifyPlan: ({ planned, prior }) => (prior && rules.unchanged ? rules.unchanged(planned, prior) : planned),

    async create(planned, session, config) {
      const cluster = await session.connection.cluster();
      const metadata = metadataOf(planned);
      const place = { kind, name: nameOf(metadata), namespace: namespaced ? textAt(metadata, 'namespace') : null };
      checkPlace(cluster, place, rules.plural);
      const object = cluster.put({
        ...place,
        labels: textMap(metadata.labels),
        annotations: textMap(metadata.annotations),
        generation: rules.generation ?? 0,
        fields: stored(planned, config),
      });
      await mirrored(cluster, object, undefined);
      if (kind === 'namespace') cluster.put({ kind: 'service_account', namespace: place.name, name: 'default' });
      return fieldsOf(object, planned, session);
    },

    async read(state, session) {
      const object = find(await session.connection.cluster(), state);
      return object ? fieldsOf(object, state, session) : null;
    },

    async update(planned, prior, session, config) {
      const cluster = await session.connection.cluster();
      const object = find(cluster, prior);
      if (!object) throw new ProviderError(`${rules.plural} "${nameOf(metadataOf(prior))}" not found`);
      const [before, after] = [metadataOf(prior), metadataOf(planned)];
      const fields = stored(planned, config);
      const changed = cluster.put({
        ...object,
        labels: patched(object.labels, before, after, 'labels'),
        annotations: patched(object.annotations, before, after, 'annotations'),
        generation: same(fields, object.fields) ? object.generation : object.generation + (rules.generation ?? 0),
        fields,
      });
      await mirrored(cluster, changed, object);
      return fieldsOf(changed, planned, session);
    },

    async destroy(state, session) {
      const cluster = await session.connection.cluster();
      const object = find(cluster, state);
      if (!object) return;
      if (kind === 'namespace' && IMMORTAL.includes(object.name)) {
        throw new ProviderError(`namespaces "${object.name}" is forbidden: this namespace may not be deleted`);
      }
      if (kind === 'namespace' && cluster.terminating.has(object.name)) {
        throw new ProviderError(
          "timeout while waiting for resource to be gone (last state: 'Terminating', timeout: 5m0s)",
        );
      }
      await cluster.mirror?.remove(object);
      cluster.remove(object);
    },
  };

  function stored(planned: Fields, config: Fields): Fields {
    const fields = filled(without(planned, ...NOT_STORED), {});
    const data: Fields = elements(config.data_wo).length > 0 ? { data: config.data_wo ?? null } : {};
    return { ...(rules.stored?.(fields) ?? fields), ...data };
  }

  function find(cluster: KubernetesCluster, state: Fields): KubernetesObject | undefined {
    const [first = '', second] = textAt(state, 'id').split('/');
    return second === undefined ? cluster.get(kind, first) : cluster.get(kind, second, first);
  }
}

/** Makes an object in the API server behind the cluster, too; what that refuses is taken back. */
async function mirrored(
  cluster: KubernetesCluster,
  object: KubernetesObject,
  before: KubernetesObject | undefined,
): Promise<void> {
  try {
    await cluster.mirror?.put(object);
  } catch (error) {
    if (before) cluster.put(before);
    else cluster.remove(object);
    throw error;
  }
}

/** The resource as the provider reads it: written-only data is not. */
function fieldsOf(object: KubernetesObject, state: Fields, { ignored }: KubernetesSession): Fields {
  const metadata = readMetadata(object, state, ignored);
  const secretly: Fields = typeof state.data_wo_revision === 'number' ? { data: null } : {};
  return { ...state, ...object.fields, ...secretly, metadata: [metadata], id: idOf(metadata) };
}

function nameOf(metadata: Fields): string {
  const prefix = textAt(metadata, 'generate_name');
  return textAt(metadata, 'name') || `${prefix}${Math.random().toString(36).slice(2, 7)}`;
}

function checkPlace(
  cluster: KubernetesCluster,
  { kind, name, namespace }: Pick<KubernetesObject, 'kind' | 'name' | 'namespace'>,
  plural: string,
): void {
  if (namespace !== null && !cluster.get('namespace', namespace)) {
    throw new ProviderError(`namespaces "${namespace}" not found`);
  }
  if (namespace !== null && cluster.terminating.has(namespace)) {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    throw new ProviderError(`${plural} "${name}" is forbidden: ${why}`);
  }
  if (cluster.get(kind, name, namespace)) throw new ProviderError(`${plural} "${name}" already exists`);
}
