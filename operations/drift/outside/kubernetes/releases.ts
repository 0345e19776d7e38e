import type { Difference } from '../../../../model/rules/drift/difference';
import type { DeclaredResource } from '../declared';
import { ApiResources } from './api-resources';
import type { KubernetesObject } from '../../../kubernetes/client';
import { objectDifferences } from './object-differences';
import type { KubernetesReading } from './kubernetes-reading';
import { placedObject, type PlacedObject } from './placed-object';
import { type AppliedRelease, manifestOf } from './release-secret';

/** What the releases of the platform are made of, and where that differs from what is there. */
export class Releases {
  readonly differences: Difference[] = [];
  private readonly objects = new Set<string>();
  /** `namespace/name` of those of which it is not known, or that helm does not have any more. */
  private readonly unknown = new Set<string>();
  private marks: (object: KubernetesObject) => boolean = () => false;

  add(object: PlacedObject): void {
    this.objects.add(referenceOf(object));
  }

  addUnknown({ namespace, name }: AppliedRelease): void {
    this.unknown.add(`${namespace}/${name}`);
  }

  /** What was deployed otherwise, as the platform has it. */
  addDelivered(kind: string, place: string): void {
    this.objects.add(referenceOf({ kind, place }));
  }

  /** Where it could not be read what was deployed otherwise, the marks on an object have to do. */
  trustMarks(isMarked: (object: KubernetesObject) => boolean): void {
    this.marks = isMarked;
  }

  /** Whether an object of this kind is known at this place. */
  has(kind: string, place: string): boolean {
    return this.objects.has(referenceOf({ kind, place }));
  }

  /** Whether an object is one of theirs. Of a release that could not be read, helm's own marks on it have to do. */
  have(kind: string, place: string, object: KubernetesObject): boolean {
    const { annotations = {} } = object.metadata;
    const [name, namespace] = [annotations['meta.helm.sh/release-name'], annotations['meta.helm.sh/release-namespace']];
    return this.has(kind, place) || this.unknown.has(`${namespace}/${name}`) || this.marks(object);
  }
}

/** Objects that are asked for at the same time. */
const AT_ONCE = 8;

/** Compares the objects of our releases with the manifests that helm keeps of them. */
export async function readReleases(reading: KubernetesReading): Promise<Releases> {
  const { declared, stacks } = reading;
  const resources = new ApiResources(reading.client);
  const releases = new Releases();
  for (const release of declared.ofType('helm_release')) {
    const pinned = await manifest(reading, release);
    if (!pinned) {
      releases.addUnknown(appliedRelease(release.attributes));
      continue;
    }
    const placed = await Promise.all(pinned.map((object) => placedObject(resources, release.attributes, object)));
    for (const object of placed) releases.add(object);
    if (stacks.includes(release.stack)) releases.differences.push(...(await compare(reading, release, placed)));
  }
  return releases;
}

async function manifest(reading: KubernetesReading, { stack, address, attributes }: DeclaredResource) {
  const [objects] = await reading.unread.orNothing(stack, `what ${address} is made of`, async () => {
    const found = await manifestOf(reading.client, appliedRelease(attributes));
    // One that was uninstalled is what the plan shows.
    return found ? [found] : [];
  });
  return objects;
}

function appliedRelease({ namespace, name, metadata }: DeclaredResource['attributes']): AppliedRelease {
  const { revision } = (Array.isArray(metadata) ? metadata[0] : (metadata ?? {})) as { readonly revision?: unknown };
  return { namespace: String(namespace), name: String(name), revision: Number(revision) || undefined };
}

async function compare(
  { client, unread }: KubernetesReading,
  { stack, address, attributes }: DeclaredResource,
  objects: readonly PlacedObject[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  const scaled = scaledObjects(objects);
  const { namespace, name } = appliedRelease(attributes);
  const of = { stack, address, release: `${namespace}/${name}` };
  const next = objects.values();
  const compareRest = async () => {
    for (const object of next) {
      const what = `${object.kind} ${object.place} of ${address}`;
      const differences = await unread.orNothing<Difference>(stack, what, async () => {
        const live = object.path === undefined ? undefined : await client.get(object.path);
        return objectDifferences({ ...of, object, isScaled: scaled.has(referenceOf(object)) }, live);
      });
      found.push(...differences);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compareRest));
  return found;
}

const referenceOf = ({ kind, place }: Pick<PlacedObject, 'kind' | 'place'>) => `${kind} ${place}`;

/** What an autoscaler of Kubernetes sets the replicas of, by what the releases themselves have. */
function scaledObjects(objects: readonly PlacedObject[]): ReadonlySet<string> {
  const targets = objects
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .flatMap(({ place, content }) => {
      const { scaleTargetRef: target } = (content.spec ?? {}) as { scaleTargetRef?: { kind?: string; name?: string } };
      return target ? `${target.kind ?? ''} ${place.replace(/[^/]+$/, target.name ?? '')}` : [];
    });
  return new Set(targets);
}
