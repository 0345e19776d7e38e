import { SYSTEM_NAMESPACES, LABEL_DOMAIN } from '../../model/naming';
import type { KubernetesClient } from '../kubernetes/client';
import { objectPath } from '../kubernetes/paths';
import { isPending, latestRevisions, listRevisions } from '../kubernetes/releases';
import type { Thing } from './thing';
import type { Wanted } from './wanted';

/** What is of a platform in its cluster, or has the name of something that a plan would make. */
export async function kubernetesThings(
  client: KubernetesClient,
  platform: string,
  wanted: readonly Wanted[],
): Promise<Thing[]> {
  const [spaces, releases, objects] = await Promise.all([
    namespaces(client, platform),
    releasesIn(client),
    wantedObjects(client, wanted),
  ]);
  return [...spaces, ...releases, ...objects];
}

const NAMESPACE = 'kubernetes_namespace_v1';

/** Type of a revision of a release that helm began and did not finish. Terraform has no name for it. */
export const UNFINISHED_REVISION = 'helm_revision';

async function namespaces(client: KubernetesClient, platform: string): Promise<Thing[]> {
  const found = await client.list('/api/v1/namespaces');
  return found.map(({ metadata: { name, labels = {} } }) => ({
    type: NAMESPACE,
    id: name,
    name,
    mark: markOf(name, labels, platform),
  }));
}

function markOf(name: string, labels: Readonly<Record<string, string>>, platform: string): string | undefined {
  const [label, manager] = [`${LABEL_DOMAIN}/platform`, 'app.kubernetes.io/managed-by'];
  if (labels[label] === platform) return `it has the label ${label}=${platform}`;
  if (isBaseline(name) && labels[manager] === 'terraform') return `it has the label ${manager}=terraform`;
  return undefined;
}

const isBaseline = (namespace: string) => SYSTEM_NAMESPACES.includes(namespace);

/** Releases, and of those in the middle of an operation the revision that is in the way of the next one. */
async function releasesIn(client: KubernetesClient): Promise<Thing[]> {
  const latest = latestRevisions(await listRevisions(client));
  return latest.flatMap((revision): Thing[] => {
    const { namespace, release, status, since } = revision;
    const name = `${namespace}/${release}`;
    // Nobody else installs anything there.
    const isOurs = isBaseline(namespace);
    if (isPending(revision)) {
      const mark = `revision ${revision.revision} is ${status} since ${since}`;
      return isOurs ? [{ type: UNFINISHED_REVISION, id: `${name}/${revision.revision}`, name, mark }] : [];
    }
    const mark = isOurs ? `it is in the namespace ${namespace}` : undefined;
    return [{ type: 'helm_release', id: name, name, mark }];
  });
}

/** Objects that exist under the names that a plan would give. */
async function wantedObjects(client: KubernetesClient, wanted: readonly Wanted[]): Promise<Thing[]> {
  const found = wanted.map(async ({ type, name }): Promise<Thing[]> => {
    const path = type === NAMESPACE ? undefined : objectPath(type, name);
    return path !== undefined && (await client.get(path)) ? [{ type, id: name, name }] : [];
  });
  return (await Promise.all(found)).flat();
}
