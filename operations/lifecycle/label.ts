import type { EnvironmentName } from '../../model/entities/environment';
import type { Status } from '../../model/lifecycle/status';
import { LIFECYCLE_USER, namespaceOf, STATUS_KEY } from '../../model/naming';
import { type KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';
import { LifecycleRefused } from './refused';

const MERGE = 'application/merge-patch+json';

const pathOf = (environment: EnvironmentName) => `/api/v1/namespaces/${namespaceOf(environment)}`;

/** What the cluster says of an environment's status: the label, null without one; undefined without the namespace. */
export async function labelOf(
  client: KubernetesClient,
  environment: EnvironmentName,
): Promise<string | null | undefined> {
  const namespace = await client.get(pathOf(environment));
  return namespace && (namespace.metadata.labels?.[STATUS_KEY] ?? null);
}

/**
 * Lets the label of an environment's namespace follow its status.
 *
 * @param current the status as the ledger has it. It is asked again afterwards: somebody else may have changed it meanwhile
 * @returns the label; undefined where there is no namespace to label
 * @throws {LifecycleRefused} when the cluster refuses
 */
export async function followStatus(
  client: KubernetesClient,
  environment: EnvironmentName,
  current: () => Promise<Status>,
): Promise<Status | undefined> {
  let label: Status;
  do {
    label = await current();
    if (!(await patchNamespace(client, environment, { labels: { [STATUS_KEY]: label } }))) return undefined;
  } while ((await current()) !== label);
  return label;
}

/**
 * Changes what the lifecycle alone may change of a namespace, as the user that may.
 *
 * @param metadata labels or annotations; null takes one off
 * @returns false where there is no such namespace
 * @throws {LifecycleRefused} when the cluster refuses
 */
export async function patchNamespace(
  client: KubernetesClient,
  environment: EnvironmentName,
  metadata: Partial<Record<'labels' | 'annotations', Readonly<Record<string, string | null>>>>,
): Promise<boolean> {
  const lifecycle = client.as(LIFECYCLE_USER);
  try {
    await lifecycle.send('PATCH', pathOf(environment), { metadata }, MERGE);
    return true;
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    if (error.status === 404) return false;
    if (error.status !== 403) throw error;
    throw new LifecycleRefused([
      {
        what: `the cluster does not let ${LIFECYCLE_USER} change ${namespaceOf(environment)}: ${error.message}`,
        fix: 'npx lke-platform apply system',
      },
    ]);
  } finally {
    lifecycle.close();
  }
}
