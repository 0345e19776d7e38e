import { setTimeout as sleep } from 'node:timers/promises';
import { rulesOf } from '../kubernetes/kinds';
import type { ProviderSchema } from '../protocol/schema';
import { ProviderError } from '../protocol/service';
import type { ClusterMirror, KubernetesObject } from '../world/kubernetes';
import { PATCH, type KubernetesAnswer, type KubernetesClient } from './client';
import { apiFields } from './typed-object';

const GONE_TIMEOUT_MS = 120_000;

type Charts = Pick<ClusterMirror, 'install' | 'uninstall'>;

/**
 * Writes what the kubernetes provider makes into a real API server, under the provider's own field manager. What that
 * server refuses, the provider refuses in its words.
 *
 * @param schema of the kubernetes provider
 */
export function labMirror(client: KubernetesClient, schema: ProviderSchema, charts: Charts): ClusterMirror {
  return {
    ...charts,
    put: async (object) => {
      const body = {
        apiVersion: versionOf(object),
        kind: pascal(object.kind),
        metadata: metadataOf(object),
        ...apiFields(object.kind, object.fields, blockOf(object.kind, schema)),
      };
      const path = `${pathOf(object)}?fieldManager=Terraform&force=true`;
      accepted(await client.ask('PATCH', path, body, PATCH.apply));
    },
    remove: async (object) => {
      const deadline = Date.now() + GONE_TIMEOUT_MS;
      const { status } = await client.ask('DELETE', pathOf(object));
      if (status === 404 || object.kind !== 'namespace') return;
      // The provider waits until everything in it is gone.
      while ((await client.ask('GET', pathOf(object))).status !== 404) {
        if (Date.now() > deadline) throw new ProviderError(`namespace ${object.name} is still being deleted`);
        await sleep(100);
      }
    },
  };
}

function accepted({ status, body }: KubernetesAnswer): void {
  if (status < 400) return;
  throw new ProviderError(typeof body.message === 'string' ? body.message : `the API server answers ${status}`);
}

const metadataOf = ({ name, namespace, labels, annotations }: KubernetesObject) => ({
  name,
  ...(namespace !== null && { namespace }),
  labels,
  annotations,
});

/** The plural names the group, where there is one: `roles.rbac.authorization.k8s.io`. */
function placeOf({ kind }: Pick<KubernetesObject, 'kind'>): { plural: string; group: string } {
  const [plural = '', ...group] = rulesOf(kind).plural.split('.');
  return { plural, group: group.join('.') };
}

function versionOf(object: KubernetesObject): string {
  const { group } = placeOf(object);
  return group === '' ? 'v1' : `${group}/v1`;
}

function pathOf(object: KubernetesObject): string {
  const { plural, group } = placeOf(object);
  const root = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const namespace = object.namespace === null ? '' : `/namespaces/${object.namespace}`;
  return `${root}${namespace}/${plural}/${object.name}`;
}

function blockOf(kind: string, { resource_schemas: schemas }: ProviderSchema) {
  const schema = schemas[`kubernetes_${kind}_v1`] ?? schemas[`kubernetes_${kind}`];
  if (!schema) throw new ProviderError(`The lab takes no ${kind}`);
  return schema.block;
}

const pascal = (kind: string) => kind.replace(/(^|_)([a-z])/g, (_, _before, letter: string) => letter.toUpperCase());
