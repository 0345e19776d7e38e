import { z } from 'zod';
import { type DoneBefore, tellingHalfWay } from '../../audit/ended-half-way';
import type { KubernetesClient } from '../../kubernetes/client';
import type { Archive } from '../backup/archive';
import { nameOf, type KeptObject } from '../backup/kept-object';
import { namespacedKinds, type NamespacedKind } from '../backup/kinds';
import { isVolume, volumePath } from '../volumes';
import { placeOf, restorable } from './restorable';

/** What came of one object. */
export interface RestoredObject {
  readonly name: string;
  readonly outcome: 'made' | 'was-there' | 'left-out' | 'refused';
  /** Why, in words; of one that was refused, in the words of the API server. */
  readonly detail?: string;
}

export interface RestoreProps {
  readonly client: KubernetesClient;
  /** Claims whose volume was kept, by name. */
  readonly kept: readonly string[];
  readonly onStep: (text: string) => void;
}

/** The environment is not there to be restored into. */
export class NoNamespace extends Error {}

/**
 * Makes what a backup holds in an environment that was made anew. What is there stays as it is, so that it can be run
 * again, and what the platform itself makes is never changed.
 *
 * @throws {NoNamespace} when the namespace is missing, or on its way out
 * @throws {KubernetesError} when the API server does not answer
 * @throws {EndedHalfWay} with that, when objects were made before
 */
export async function restore({ namespace, objects }: Archive, props: RestoreProps): Promise<RestoredObject[]> {
  const { client, kept, onStep } = props;
  await refuseMissing(client, namespace);
  const kinds = new Map((await namespacedKinds(client)).map((it) => [`${it.kind}.${it.apiVersion}`, it]));
  const services = objects
    .filter((it) => it.kind === 'Service' && hasSelector(it))
    .map(({ metadata }) => metadata.name);
  await freeVolumes(objects, props);
  const restored: RestoredObject[] = [];
  await tellingHalfWay(
    () => madeBefore(restored, objects),
    async () => {
      for (const object of [...objects].sort((a, b) => placeOf(a) - placeOf(b))) {
        const name = nameOf(object);
        const found = restorable(object, { services, kept });
        if ('leftOut' in found) {
          restored.push({ name, outcome: 'left-out', detail: found.leftOut });
          continue;
        }
        onStep(`making ${name}`);
        const kind = kinds.get(`${object.kind}.${object.apiVersion}`);
        restored.push({ name, ...(await make(client, namespace, kind, found.object)) });
      }
    },
  );
  return restored;
}

/** What is said of a restoration that did not come to its end. */
function madeBefore(restored: readonly RestoredObject[], all: readonly KeptObject[]): DoneBefore | undefined {
  const made = restored.filter(({ outcome }) => outcome === 'made').length;
  if (made === 0) return undefined;
  const what = `${made} of the ${all.length} objects of the backup were made before that, and stay`;
  return { what, fix: 'run it again: what is there stays as it is, and the others are made' };
}

const hasSelector = ({ spec }: KeptObject) => typeof spec === 'object' && spec !== null && 'selector' in spec;

const namespaceSchema = z.object({ status: z.object({ phase: z.string() }).partial().optional() });

async function refuseMissing(client: KubernetesClient, namespace: string): Promise<void> {
  const found = await client.get(`/api/v1/namespaces/${namespace}`);
  if (!found) throw new NoNamespace(`there is no namespace ${namespace} to restore into`);
  if (namespaceSchema.parse(found).status?.phase !== 'Terminating') return;
  throw new NoNamespace(`the namespace ${namespace} is being deleted still`);
}

async function make(
  client: KubernetesClient,
  namespace: string,
  kind: NamespacedKind | undefined,
  object: KeptObject,
): Promise<Omit<RestoredObject, 'name'>> {
  if (!kind) return { outcome: 'refused', detail: 'the cluster does not know this kind, or not in this version' };
  const { status, body } = await client.ask('POST', `${kind.api}/namespaces/${namespace}/${kind.plural}`, object);
  if (status < 300) return { outcome: 'made' };
  const { message = `the API server answers ${status}`, reason } = body as { message?: string; reason?: string };
  if (status === 409 && reason === 'AlreadyExists') return { outcome: 'was-there' };
  return { outcome: 'refused', detail: message };
}

interface Volume {
  readonly spec?: { readonly claimRef?: { readonly name: string; readonly namespace: string; readonly uid?: string } };
}

/** Whether the claim that a volume is bound to is gone. Its phase says so too, but later: a controller writes it. */
async function remembersOther(client: KubernetesClient, { spec }: Volume): Promise<boolean> {
  const { name, namespace, uid } = spec?.claimRef ?? {};
  if (name === undefined || uid === undefined) return false;
  const path = `/api/v1/namespaces/${namespace ?? ''}/persistentvolumeclaims/${name}`;
  const claim = (await client.get(path)) as { readonly metadata: { readonly uid?: string } } | undefined;
  return claim?.metadata.uid !== uid;
}

/** A volume that was kept still remembers its former claim by an id that is gone, and takes the new one without it. */
async function freeVolumes(objects: readonly KeptObject[], { client, kept }: RestoreProps): Promise<void> {
  for (const object of objects.filter(isVolume)) {
    const claim = (object.spec as { claimRef?: { name?: string; namespace?: string } } | undefined)?.claimRef;
    if (!claim?.name || !kept.includes(claim.name)) continue;
    const reference = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claim.name, namespace: claim.namespace };
    const found = (await client.get(volumePath(object.metadata.name))) as Volume | undefined;
    if (!found) {
      const { name, labels, annotations } = object.metadata;
      const metadata = { name, labels, annotations };
      const spec = { ...(object.spec as object), claimRef: reference };
      await client.send('POST', '/api/v1/persistentvolumes', { ...object, metadata, spec });
    } else if (await remembersOther(client, found)) {
      const change = { spec: { claimRef: { ...reference, uid: null, resourceVersion: null } } };
      await client.send('PATCH', volumePath(object.metadata.name), change, 'application/merge-patch+json');
    }
  }
}
