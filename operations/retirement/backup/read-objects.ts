import { z } from 'zod';
import { type KubernetesClient } from '../../kubernetes/client';
import { KubernetesError } from '../../kubernetes/error';
import { keptObject, type KeptObject } from './kept-object';
import { namespacedKinds, type NamespacedKind } from './kinds';

const pageSchema = z.object({
  items: z.array(z.looseObject({})).nullable(),
  metadata: z.object({ continue: z.string().optional() }).default({}),
});

/** Few enough that a page of the largest objects (1 MiB each) is a text that a process can hold. */
const PAGE = 50;

/** How often a list is begun anew that took longer than the API server remembers. */
const ATTEMPTS = 3;
const GONE = 410;

/** What is in a namespace, as it is kept. */
export interface NamespaceObjects {
  readonly objects: readonly KeptObject[];
  /** How many of each kind, such as `Deployment.apps/v1`. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Every object of a namespace, secrets included.
 *
 * @param onKind called with what is read next
 * @throws {KubernetesError} when a kind cannot be listed: a backup without it would not be one
 */
export async function namespaceObjects(
  client: KubernetesClient,
  namespace: string,
  onKind: (kind: string) => void,
): Promise<NamespaceObjects> {
  const objects: KeptObject[] = [];
  const counts: Record<string, number> = {};
  for (const kind of await namespacedKinds(client)) {
    onKind(kind.plural);
    const found = await listAll(client, namespace, kind);
    objects.push(...found);
    if (found.length > 0) counts[`${kind.kind}.${kind.apiVersion}`] = found.length;
  }
  return { objects, counts };
}

async function listAll(client: KubernetesClient, namespace: string, kind: NamespacedKind): Promise<KeptObject[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listOnce(client, namespace, kind);
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      // A kind that the API lists and does not serve has no objects, as a CRD that was just removed.
      if (error.status === 404) return [];
      if (error.status !== GONE || attempt === ATTEMPTS) throw error;
    }
  }
}

async function listOnce(
  client: KubernetesClient,
  namespace: string,
  { api, apiVersion, kind, plural }: NamespacedKind,
): Promise<KeptObject[]> {
  const found: KeptObject[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const place: string = next && `&continue=${encodeURIComponent(next)}`;
    const path = `${api}/namespaces/${namespace}/${plural}?limit=${PAGE}${place}`;
    const page = pageSchema.parse(await client.send('GET', path));
    found.push(...(page.items ?? []).map((item) => keptObject(item, { apiVersion, kind })));
    next = page.metadata.continue || undefined;
  }
  return found;
}
