import { ARGO_CD_PATH, readApplications, type ApplicationStatus } from '../argocd/applications';
import type { KubernetesClient } from '../kubernetes/client';
import { terminate } from './terminate';

const ATTEMPTS = 10;

/**
 * Ends what waits for a person to confirm a removal of a commit that another one takes the place of: Argo CD begins nothing
 * else of an application before, and what waits would be removed although the newer commit may have it again.
 *
 * @param commits of applications by their names, the newer ones; of one that is not named, that which it is pinned to
 * @returns names of those applications
 * @throws {KubernetesError} when the API server refuses
 */
export async function endOutdatedRemovals(
  client: KubernetesClient,
  rollout: string,
  commits: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const outdated = ((await readApplications(client)) ?? []).filter(
    (it) => it.project === rollout && isOutdated(it, commits[it.name] ?? it.revision),
  );
  for (const { name, removal } of outdated) await endOperation(client, name, removal?.since);
  return outdated.map(({ name }) => name);
}

const isOutdated = ({ removal, operation }: ApplicationStatus, commit: string | undefined) =>
  removal?.kind === 'pruning' && commit !== undefined && operation?.revision !== commit;

interface Application {
  readonly metadata: { readonly resourceVersion?: string };
  readonly status?: { readonly operationState?: { readonly startedAt?: string; readonly phase?: string } };
}

/** Ends an operation that began at that moment, and no other that Argo CD began meanwhile. */
async function endOperation(client: KubernetesClient, name: string, since: string | undefined): Promise<void> {
  const path = `${ARGO_CD_PATH}/applications/${name}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { metadata, status } = ((await client.get(path)) ?? { metadata: {} }) as Application;
    const { startedAt, phase } = status?.operationState ?? {};
    if (phase !== 'Running' || startedAt !== since) return;
    if (await terminate(client, path, metadata)) return;
  }
  throw new Error(`${name} changes all the time: what it is at could not be ended`);
}
