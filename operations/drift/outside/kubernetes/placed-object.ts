import { type ApiResource, apiRoot, type ApiResources } from './api-resources';
import type { PinnedObject } from './release-secret';

/** An object of a manifest, with where it is. */
export interface PlacedObject extends PinnedObject {
  /** `namespace/name`, or `name`. */
  readonly place: string;
  /** Path in the API; undefined where the API server does not have the kind. */
  readonly path: string | undefined;
}

/** Finds out where an object of a manifest is. */
export async function placedObject(
  resources: ApiResources,
  { namespace: ofRelease }: Readonly<Record<string, unknown>>,
  object: PinnedObject,
): Promise<PlacedObject> {
  const { apiVersion, kind, name } = object;
  const resource = await resources.find(apiVersion, kind);
  const namespace = object.namespace ?? String(ofRelease);
  const place = resource?.isNamespaced === false ? name : `${namespace}/${name}`;
  return { ...object, place, path: resource && pathOf(apiVersion, resource, namespace, name) };
}

function pathOf(apiVersion: string, { plural, isNamespaced }: ApiResource, namespace: string, name: string): string {
  const space = isNamespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${apiRoot(apiVersion)}${space}/${plural}/${encodeURIComponent(name)}`;
}
