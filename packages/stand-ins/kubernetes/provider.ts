import { textAt } from '../engine/paths';
import type { DataSource, Provider } from '../engine/provider';
import type { ResourceType } from '../engine/resource-type';
import type { ProviderSchema } from '../protocol/schema';
import { ProviderError } from '../protocol/service';
import { UNKNOWN } from '../protocol/values';
import { texts } from '../values';
import type { World } from '../world/world';
import { accessFrom } from './access';
import { KubernetesConnection } from './connection';
import { idOf, kindOf, rulesOf } from './kinds';
import { metadataOf, readMetadata } from './metadata';
import { objectType, type KubernetesSession } from './object-type';
import { patchType } from './patch-type';

/** The stand-in of provider kubernetes 2.38.0. */
export function kubernetesProvider(world: World, schema: ProviderSchema): Provider<KubernetesSession> {
  return {
    source: 'hashicorp/kubernetes',
    schema,

    async configure(config, peer) {
      if (config.insecure === true && config.host === UNKNOWN) {
        throw new ProviderError('Invalid provider configuration', 'insecure is set, and the host is not known yet');
      }
      return {
        connection: new KubernetesConnection(world, accessFrom(config, await peer())),
        ignored: { labels: texts(config.ignore_labels), annotations: texts(config.ignore_annotations) },
      };
    },

    resourceType(type): ResourceType<KubernetesSession> {
      if (type === 'kubernetes_labels') return patchType('labels');
      if (type === 'kubernetes_annotations') return patchType('annotations');
      return objectType(kindOf(type), isNamespaced(schema, type));
    },

    dataSource: (type) => objectData(kindOf(type), type),
  };
}

/** A kind has namespaces if its metadata names one. */
function isNamespaced({ resource_schemas: schemas }: ProviderSchema, type: string): boolean {
  const metadata = schemas[type]?.block.block_types?.metadata;
  if (!metadata) throw new ProviderError(`The provider stand-in does not know resources like ${type}`);
  return 'namespace' in (metadata.block.attributes ?? {});
}

function objectData(kind: string, type: string): DataSource<KubernetesSession> {
  return async (config, { connection, ignored }) => {
    const cluster = await connection.cluster();
    const wanted = metadataOf(config);
    const namespace = kind === 'namespace' ? null : textAt(wanted, 'namespace') || 'default';
    const object = cluster.get(kind, textAt(wanted, 'name'), namespace);
    if (!object) throw new ProviderError(`${rulesOf(kind).plural} "${textAt(wanted, 'name')}" not found (${type})`);
    const metadata = readMetadata(object, config, ignored);
    return { ...object.fields, metadata: [metadata], id: idOf(metadata) };
  };
}
