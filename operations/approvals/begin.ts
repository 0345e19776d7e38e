import { setTimeout as sleep } from 'node:timers/promises';
import { ARGO_CD_PATH } from '../argocd/applications';
import { rootNameOf } from '../../model/derive/rollouts';
import { provenActor } from '../audit/actor';
import type { KubernetesClient } from '../kubernetes/client';
import { endOutdatedRemovals } from './end-removals';
import { ApprovalRefused } from './refused';
import { terminate } from './terminate';

const MERGE_PATCH = 'application/merge-patch+json';
const DEFAULT_TIMEOUT_MS = 60_000;
const POLL_MS = 250;

/** The API server knows of an approval a moment after Argo CD does: what it refused is tried again. */
const RETRY = { limit: 2, backoff: { duration: '5s', factor: 2, maxDuration: '30s' } };

interface Root {
  readonly metadata: { readonly resourceVersion?: string };
  readonly operation?: unknown;
  readonly status?: { readonly operationState?: { readonly phase?: string } };
}

export interface BeginProps {
  /** How long Argo CD may take to end a rollout that waits, in milliseconds. @default 60000 */
  readonly timeoutMs?: number;
}

/** A rollout that was begun. */
export interface Begun {
  readonly rollout: string;
  /** As the API server calls them. */
  readonly by: string;
  /** Whether another one was waiting, and was ended for it. */
  readonly endedFormer: boolean;
}

/**
 * Begins the rollout of an environment with the newest commit. One that runs or waits is ended first: it would hold the
 * newer one up until somebody approves what nobody wants any more. What it has deployed stays.
 *
 * @throws {ApprovalRefused} where the environment has no rollout, or the former one does not end
 * @throws {KubernetesError} when the API server refuses
 */
export async function begin(
  client: KubernetesClient,
  rollout: string,
  { timeoutMs = DEFAULT_TIMEOUT_MS }: BeginProps = {},
): Promise<Begun> {
  const path = `${ARGO_CD_PATH}/applications/${rootNameOf(rollout)}`;
  const root = (await client.get(path)) as Root | undefined;
  if (!root) {
    throw new ApprovalRefused([
      {
        what: `${rollout} has no rollout: Argo CD has no Application ${rootNameOf(rollout)}`,
        fix: 'name an application of it in platform.yaml, and run npx lke-platform apply system',
      },
    ]);
  }
  const { name: by } = await provenActor({ kubernetes: client });
  const endedFormer = root.operation !== undefined;
  if (endedFormer) await end(client, path, rollout, timeoutMs);
  await endOutdatedRemovals(client, rollout);
  const operation = { initiatedBy: { username: by }, sync: { syncStrategy: { hook: {} } }, retry: RETRY };
  await client.send('PATCH', path, { operation }, MERGE_PATCH);
  return { rollout, by, endedFormer };
}

/** Asks Argo CD to end what it is at, and waits until it did: it takes no other operation before. */
async function end(client: KubernetesClient, path: string, rollout: string, timeoutMs: number): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ;) {
    const root = (await client.get(path)) as Root | undefined;
    if (root?.operation === undefined) return;
    if (root.status?.operationState?.phase === 'Running') {
      await terminate(client, path, root.metadata);
    }
    if (Date.now() > deadline) {
      throw new ApprovalRefused([
        {
          what: `the rollout of ${rollout} that runs does not end`,
          fix: 'Argo CD is not at work: see whether its pods run, then begin again',
        },
      ]);
    }
    await sleep(POLL_MS);
  }
}
