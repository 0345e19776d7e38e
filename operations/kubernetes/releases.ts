import type { KubernetesClient, KubernetesObject } from './client';

/** One revision of a helm release, as its Secret tells it. */
export interface Revision {
  readonly namespace: string;
  readonly release: string;
  readonly revision: number;
  /** As helm calls it, such as `deployed` or `pending-upgrade`. */
  readonly status: string;
  /** Name of the Secret that holds it. */
  readonly secret: string;
  /** When the Secret was made, in ISO 8601. */
  readonly since: string;
}

/** Type of the Secrets in which helm keeps its releases, one for each revision. */
const SELECTOR = `fieldSelector=${encodeURIComponent('type=helm.sh/release.v1')}`;

/** Every revision of every release in a cluster, the oldest first. @param namespace the only one. @default - all */
export async function listRevisions(client: KubernetesClient, namespace?: string): Promise<Revision[]> {
  const place = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const secrets = await client.list(`/api/v1${place}/secrets`, SELECTOR);
  return secrets.flatMap(revisionOf).sort((a, b) => a.revision - b.revision);
}

function revisionOf({ metadata }: KubernetesObject): Revision[] {
  const { name: secret, namespace = '', labels = {}, creationTimestamp: since = '' } = metadata;
  const { name: release, version, status, owner } = labels;
  if (owner !== 'helm' || release === undefined || status === undefined) return [];
  return [{ namespace, release, revision: Number(version), status, secret, since }];
}

/** The revision that helm goes by: the last one of each release. */
export function latestRevisions(revisions: readonly Revision[]): Revision[] {
  return [...new Map(revisions.map((it) => [`${it.namespace}/${it.release}`, it])).values()];
}

/** Whether an operation on the release was begun and not brought to its end: helm refuses the next one then. */
export const isPending = ({ status }: Pick<Revision, 'status'>) => status.startsWith('pending-');

/** Removes what helm knows of a revision. The release is then what the revision before made of it. */
export async function removeRevision(client: KubernetesClient, { namespace, secret }: Revision): Promise<void> {
  await client.remove(`/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(secret)}`);
}
