import { randomBytes, randomUUID } from 'node:crypto';
import type { Fields } from '../protocol/values';

/** An object in a cluster, in the shape that the kubernetes provider gives it, with its metadata apart. */
export interface KubernetesObject {
  kind: string;
  name: string;
  namespace: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  uid: string;
  resourceVersion: string;
  generation: number;
  /** all attributes and blocks of the resource but its id and its metadata */
  fields: Fields;
}

/** A release of a chart in a cluster. */
export interface Release {
  name: string;
  namespace: string;
  revision: number;
  status: string;
  chart: { name: string; version: string; appVersion: string; folder?: string };
  values: Fields;
  /** the values as the state shows them: JSON, sensitive ones replaced by a word */
  shownValues: string;
  /** seconds since 1970 */
  firstDeployed: number;
  lastDeployed: number;
  /** the revision before; helm keeps a Secret of each */
  previous?: Release | undefined;
}

/** A real API server behind a cluster. What it refuses is not done. */
export interface ClusterMirror {
  put(object: KubernetesObject): Promise<void>;
  remove(object: KubernetesObject): Promise<void>;
  /** Installs a chart, or brings it up to date. @throws ProviderError what helm says of it */
  install(release: ChartInstall): Promise<void>;
  uninstall(release: Pick<ChartInstall, 'name' | 'namespace'>): Promise<void>;
}

/** A release of a chart that lies in a folder. */
export interface ChartInstall {
  readonly name: string;
  readonly namespace: string;
  readonly folder: string;
  readonly values: Fields;
}

/** Kinds of admission that every API server has. */
export type AdmissionPlural =
  | 'mutatingwebhookconfigurations'
  | 'validatingwebhookconfigurations'
  | 'validatingadmissionpolicies'
  | 'validatingadmissionpolicybindings';

/** The API of one Kubernetes cluster, as far as the kubernetes and helm providers see it. */
export class KubernetesCluster {
  readonly objects = new Map<string, KubernetesObject>();
  /** by namespace and name, as in `argocd/argo-cd` */
  readonly releases = new Map<string, Release>();
  /** what its controllers made, as its API gives it: no provider makes these */
  readonly made: Record<'persistentvolumes' | 'services', object[]> = { persistentvolumes: [], services: [] };
  /** what takes part in requests to the API server and no provider here makes, by the plural of its kind */
  readonly admission: Record<AdmissionPlural, object[]> = {
    mutatingwebhookconfigurations: [],
    validatingwebhookconfigurations: [],
    validatingadmissionpolicies: [],
    validatingadmissionpolicybindings: [],
  };
  /** the bearer token it accepts */
  token = newToken();
  /** its certificate authority, in PEM; it signs nothing */
  certificate = `-----BEGIN CERTIFICATE-----\n${randomBytes(48).toString('base64')}\n-----END CERTIFICATE-----\n`;
  /** namespaces that are Terminating and do not go, because a finalizer of something in them is not taken off */
  readonly terminating = new Set<string>();
  /** where objects are really made, too. @default - nowhere */
  mirror: ClusterMirror | undefined;
  private lastVersion = 1;

  constructor(readonly host: string) {
    for (const name of BUILT_IN_NAMESPACES) {
      this.put({ kind: 'namespace', namespace: null, name });
      this.put({ kind: 'service_account', namespace: name, name: 'default' });
    }
    for (const name of ['cluster-admin', 'admin', 'edit', 'view'])
      this.put({ kind: 'cluster_role', namespace: null, name });
  }

  /** From now on another token is accepted, and the old one refused. */
  renewToken(): void {
    this.token = newToken();
  }

  /** The object of that kind (`namespace`, `resource_quota`) and name. */
  get(kind: string, name: string, namespace: string | null = null): KubernetesObject | undefined {
    return this.objects.get(keyOf(kind, name, namespace));
  }

  /** Stores an object as the API server does, with a resource version of its own; new ones get a uid. */
  put(object: Pick<KubernetesObject, 'kind' | 'name' | 'namespace'> & Partial<KubernetesObject>): KubernetesObject {
    this.lastVersion += 1;
    const before = this.get(object.kind, object.name, object.namespace);
    const stored: KubernetesObject = {
      labels: {},
      annotations: {},
      fields: {},
      generation: 0,
      ...object,
      uid: before?.uid ?? randomUUID(),
      resourceVersion: String(this.lastVersion),
    };
    this.objects.set(keyOf(object.kind, object.name, object.namespace), stored);
    return stored;
  }

  /** Removes what helm knows of one revision of a release. */
  forgetRevision(revision: Release): void {
    const key = `${revision.namespace}/${revision.name}`;
    const rest = without(this.releases.get(key), revision);
    if (rest) this.releases.set(key, rest);
    else this.releases.delete(key);
  }

  /** Removes an object; with a namespace goes all that is in it. */
  remove({ kind, name, namespace }: Pick<KubernetesObject, 'kind' | 'name' | 'namespace'>): void {
    this.objects.delete(keyOf(kind, name, namespace));
    if (kind !== 'namespace') return;
    for (const [key, it] of this.objects) if (it.namespace === name) this.objects.delete(key);
    for (const [key, it] of this.releases) if (it.namespace === name) this.releases.delete(key);
  }
}

function without(latest: Release | undefined, revision: Release): Release | undefined {
  if (latest === undefined) return undefined;
  if (latest.revision === revision.revision) return latest.previous;
  return { ...latest, previous: without(latest.previous, revision) };
}

const BUILT_IN_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

function keyOf(kind: string, name: string, namespace: string | null): string {
  return [kind, namespace ?? '', name].join('/');
}

function newToken(): string {
  return randomBytes(32).toString('hex');
}
