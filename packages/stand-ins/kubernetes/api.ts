import { nodesOf } from '../linode/api/kubernetes-nodes';
import type { KubernetesCluster, KubernetesObject, Release } from '../world/kubernetes';
import type { World } from '../world/world';
import { gzipSync } from 'node:zlib';
import type { Block } from '../protocol/schema';
import { apiFields } from '../lab/typed-object';
import { schemaOf } from '../schemas';
import { admissionAnswer } from './admission';
import { KINDS } from './kinds';

export interface KubernetesAnswer {
  status: number;
  body: object;
}

/** A request to the Kubernetes API of a cluster. */
export interface KubernetesRequest {
  host: string;
  method: string;
  /** such as `/api/v1/namespaces/env-production` */
  path: string;
  query: URLSearchParams;
  token: string | undefined;
  /** of a `PATCH`: a merge patch, of which the metadata counts. @default - none */
  body?: unknown;
}

const RELEASES = 'helm.sh/release.v1';

/**
 * The Kubernetes API of a cluster over HTTP, under `/kubernetes/<host>`: nodes, its version, webhooks, and getting, listing
 * and deleting of the objects that the provider stand-in makes and of the Secrets in which helm keeps its releases, and
 * merge patches of their labels and annotations.
 */
export function kubernetesAnswer(world: World, request: KubernetesRequest): KubernetesAnswer {
  const { host, method, path, query, token } = request;
  if (method === 'GET' && path === '/api/v1/nodes') return nodesOf(world, host, token);
  const cluster = world.kubernetes.get(host);
  if (!cluster || token !== cluster.token) return status(401, 'Unauthorized');
  if (method === 'GET' && path === '/version') return { status: 200, body: versionOf(world, host) };
  const made = method === 'GET' ? /^\/api\/v1\/(persistentvolumes|services)$/.exec(path)?.[1] : undefined;
  if (made === 'persistentvolumes' || made === 'services') return { status: 200, body: { items: cluster.made[made] } };
  const ofAdmission = method === 'GET' ? admissionAnswer(cluster, path) : undefined;
  if (ofAdmission) return ofAdmission;
  // Names of RBAC may hold what a path encodes, such as a colon.
  const [, namespace, plural = '', name] = (PLACE.exec(path) ?? []).map((part) => part && decodeURIComponent(part));
  const kind = kindOfPlural(plural);
  if (kind === undefined) return status(404, 'the server could not find the requested resource');
  const things = [...objectsOf(cluster, kind), ...(kind === 'secret' ? releaseSecrets(cluster) : [])].filter(
    (it) => namespace === undefined || it.metadata.namespace === namespace,
  );
  if (name === undefined) return { status: 200, body: list(things, query) };
  const thing = things.find((it) => it.metadata.name === name);
  if (!thing) return status(404, `${plural} "${name}" not found`);
  if (method === 'DELETE') thing.remove();
  if (method === 'PATCH') thing.patch(metadataIn(request.body));
  return { status: 200, body: shown(thing) };
}

/** Of LKE, which names no patch release; a cluster that is not of its API has none. */
function versionOf({ linode }: World, host: string): object {
  const { k8s_version: version = '0.0' } = [...linode.clusters.values()].find((it) => it.host === host) ?? {};
  const [major = '', minor = ''] = version.split('.');
  return { major, minor, gitVersion: `v${version}.0` };
}

/** As helm keeps it: JSON, compressed, in base64, which Kubernetes has in base64 once more. Charts are not rendered here. */
function helmRelease({ name, namespace, revision, status: state }: Release): string {
  const release = { name, namespace, version: revision, info: { status: state }, manifest: '' };
  const coded = gzipSync(JSON.stringify(release)).toString('base64');
  return Buffer.from(coded).toString('base64');
}

function blockOf(kind: string): Block {
  const { resource_schemas: schemas } = schemaOf('kubernetes');
  return (schemas[`kubernetes_${kind}_v1`] ?? schemas[`kubernetes_${kind}`])?.block ?? {};
}

/** Of a path: the namespace, the plural, and the name. */
const PLACE = /^\/apis?\/(?:[^/]+\/)?v1\/(?:namespaces\/([^/]+)\/(?=[^/]))?([a-z]+)(?:\/([^/]+))?$/;

interface Thing {
  metadata: {
    name: string;
    namespace?: string;
    /** Not of a release, which nobody asks for by it. */
    uid?: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
    creationTimestamp?: string;
    deletionTimestamp?: string;
  };
  type?: string;
  /** Everything but its metadata. */
  content?: object;
  remove: () => void;
  patch: (change: MetadataChange) => void;
}

/** null takes a key off */
type MetadataChange = Partial<Record<'labels' | 'annotations', Record<string, string | null>>>;

const metadataIn = (body: unknown): MetadataChange =>
  (body as { metadata?: MetadataChange } | undefined)?.metadata ?? {};

function merged(current: Record<string, string>, change: Record<string, string | null> = {}): Record<string, string> {
  const all = Object.entries({ ...current, ...change });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

function kindOfPlural(plural: string): string | undefined {
  return Object.entries(KINDS).find(([, it]) => it.plural.split('.')[0] === plural)?.[0];
}

function objectsOf(cluster: KubernetesCluster, kind: string): Thing[] {
  return [...cluster.objects.values()].filter((it) => it.kind === kind).map((it) => objectThing(cluster, it));
}

const isTerminating = ({ terminating }: KubernetesCluster, { kind, name }: KubernetesObject) =>
  kind === 'namespace' && terminating.has(name);

const TERMINATING_SINCE = '2026-01-01T00:00:00Z';

const objectThing = (cluster: KubernetesCluster, object: KubernetesObject): Thing => ({
  metadata: {
    name: object.name,
    ...(object.namespace !== null && { namespace: object.namespace }),
    uid: object.uid,
    labels: object.labels,
    ...(isTerminating(cluster, object) && { deletionTimestamp: TERMINATING_SINCE }),
    ...(Object.keys(object.annotations).length > 0 && { annotations: object.annotations }),
  },
  content: apiFields(object.kind, object.fields, blockOf(object.kind)),
  remove: () => {
    cluster.remove(object);
  },
  patch: ({ labels, annotations }) => {
    object.labels = merged(object.labels, labels);
    object.annotations = merged(object.annotations, annotations);
  },
});

function releaseSecrets(cluster: KubernetesCluster): Thing[] {
  return [...cluster.releases.values()].flatMap((latest) => revisions(latest).map((it) => releaseThing(cluster, it)));
}

function revisions(release: Release): Release[] {
  return [release, ...(release.previous ? revisions(release.previous) : [])];
}

function releaseThing(cluster: KubernetesCluster, release: Release): Thing {
  const { name, namespace, revision, status: state, lastDeployed } = release;
  return {
    type: RELEASES,
    content: { type: RELEASES, data: { release: helmRelease(release) } },
    metadata: {
      name: `sh.helm.release.v1.${name}.v${revision}`,
      namespace,
      labels: { owner: 'helm', name, status: state, version: String(revision) },
      creationTimestamp: new Date(lastDeployed * 1000).toISOString(),
    },
    remove: () => {
      cluster.forgetRevision(release);
    },
    patch: () => undefined,
  };
}

function list(things: Thing[], query: URLSearchParams): object {
  const [, type] = /^type=(.+)$/.exec(query.get('fieldSelector') ?? '') ?? [];
  const found = things.filter((it) => type === undefined || it.type === type).map(shown);
  // Where there are none, the API server's list of metadata has null, not an empty list.
  const items = found.length > 0 ? found : null;
  return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata: {}, items };
}

const shown = ({ metadata, content }: Thing): object => ({ metadata, ...content });

const status = (code: number, message: string): KubernetesAnswer => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code },
});
