import { textAt } from '../engine/paths';
import type { ResourceType } from '../engine/resource-type';
import { ProviderError } from '../protocol/service';
import type { Fields } from '../protocol/values';
import { textMap } from '../values';
import type { KubernetesCluster, KubernetesObject } from '../world/kubernetes';
import { metadataOf, patched } from './metadata';
import type { KubernetesSession } from './object-type';

/** `kubernetes_labels` and `kubernetes_annotations`: some keys of an object that is somebody else's. */
export function patchType(name: 'labels' | 'annotations'): ResourceType<KubernetesSession> {
  return {
    plugin: 'sdk',
    replacedBy: ['api_version', 'kind', 'metadata.0.name', 'metadata.0.namespace'],
    defaults: { field_manager: 'Terraform' },

    async create(planned, session) {
      change(await session.connection.cluster(), {}, planned);
      return { ...planned, id: idOf(planned) };
    },

    async read(state, session) {
      const object = objectOf(await session.connection.cluster(), state);
      if (!object) return null;
      const own = Object.keys(textMap(state[name])).filter((key) => key in object[name]);
      return { ...state, [name]: Object.fromEntries(own.map((key) => [key, object[name][key] ?? ''])) };
    },

    async update(planned, prior, session) {
      change(await session.connection.cluster(), prior, planned);
      return planned;
    },

    async destroy(state, session) {
      const cluster = await session.connection.cluster();
      if (objectOf(cluster, state)) change(cluster, state, { ...state, [name]: {} });
    },
  };

  function change(cluster: KubernetesCluster, prior: Fields, planned: Fields): void {
    const object = objectOf(cluster, planned);
    if (!object) throw new ProviderError(`The resource "${textAt(metadataOf(planned), 'name')}" does not exist`);
    cluster.put({ ...object, [name]: patched(object[name], prior, planned, name) });
  }
}

function objectOf(cluster: KubernetesCluster, state: Fields): KubernetesObject | undefined {
  const kind = textAt(state, 'kind')
    .replace(/(?!^)[A-Z]/g, '_$&')
    .toLowerCase();
  const metadata = metadataOf(state);
  const namespace = textAt(metadata, 'namespace');
  return cluster.get(kind, textAt(metadata, 'name'), namespace === '' ? null : namespace);
}

function idOf(state: Fields): string {
  const metadata = metadataOf(state);
  const namespace = textAt(metadata, 'namespace');
  const place = namespace === '' ? '' : `,namespace=${namespace}`;
  return `apiVersion=${textAt(state, 'api_version')},kind=${textAt(state, 'kind')},name=${textAt(metadata, 'name')}${place}`;
}
