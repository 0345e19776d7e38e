import { ARGO_CD_PATH, CONFIRMED } from '../argocd/applications';
import { provenActor } from '../audit/actor';
import type { KubernetesClient } from '../kubernetes/client';
import { ApprovalRefused } from './refused';
import type { RolloutRemoval, RolloutStatus } from './rollouts';

const MERGE_PATCH = 'application/merge-patch+json';

/** What somebody let Argo CD remove. */
export interface Confirmed extends RolloutRemoval {
  /** As the API server calls them. */
  readonly by: string;
}

/** What waits to be removed of an application. @throws {ApprovalRefused} when nothing of it does */
export function removalFor({ name, removals }: RolloutStatus, application: string): RolloutRemoval {
  const found = removals.find((it) => it.application === application);
  if (found) return found;
  throw new ApprovalRefused([
    {
      what: `nothing of ${application} waits to be removed`,
      where: '--confirm',
      given: application,
      allowed: removals.map((it) => it.application).join(', ') || `nothing of ${name} waits for that now`,
      fix: `look at what waits: npx lke-platform approve ${name}`,
    },
  ]);
}

/**
 * Lets Argo CD remove what waits for it. The confirmation names the moment at which that began, so that it is none of what
 * waits later.
 *
 * @throws {KubernetesError} when the API server refuses, in its words
 */
export async function confirmRemoval(client: KubernetesClient, removal: RolloutRemoval): Promise<Confirmed> {
  const { name: by } = await provenActor({ kubernetes: client });
  const change = { metadata: { annotations: { [CONFIRMED]: removal.since } } };
  await client.send('PATCH', `${ARGO_CD_PATH}/applications/${removal.application}`, change, MERGE_PATCH);
  return { ...removal, by };
}
