import { provenActor } from '../audit/actor';
import type { KubernetesClient } from '../kubernetes/client';
import { endOutdatedRemovals } from './end-removals';
import { ApprovalRefused } from './refused';
import { comesIn, type Gate, type RolloutStatus, WAVE_APPROVALS } from './rollouts';

const MERGE_PATCH = 'application/merge-patch+json';
/** What was approved, and by whom. */
export interface Approved {
  readonly gate: string;
  readonly rollout: string;
  readonly wave: number;
  readonly revision: string;
  /** As the API server calls them. */
  readonly by: string;
  /** Applications whose removal of a former commit is not waited for any more. */
  readonly ended: readonly string[];
  /** Why that could not be ended, which holds the commit up that is approved. @default - it was, where there was one */
  readonly notEnded?: string;
}

/**
 * The gates of a rollout that wait for a commit, which is named whole: of a part of it, somebody can make another commit
 * with the same in minutes, and have that wait meanwhile.
 *
 * @throws {ApprovalRefused} when none waits for that one
 */
export function gatesFor({ name, waiting, isRunning }: RolloutStatus, revision: string): readonly Gate[] {
  const meant = waiting.filter((gate) => gate.revision === revision);
  if (meant.length > 0) return meant;
  if (waiting.length === 0) {
    throw new ApprovalRefused([
      {
        what: `nothing of ${name} waits for approval${isRunning ? '' : ', because no rollout runs'}`,
        given: revision,
        fix: isRunning ? 'npx lke-platform approve --list' : `npx lke-platform approve ${name} --begin --reason <text>`,
      },
    ]);
  }
  throw new ApprovalRefused([
    {
      what: `${name} does not wait for this commit`,
      where: '--revision',
      given: revision,
      allowed: `${[...new Set(waiting.map((gate) => gate.revision))].join(', ')}; the whole commit`,
      fix: `look at what waits: npx lke-platform approve ${name}`,
    },
  ]);
}

/**
 * Approves what waits at a gate. The API server takes it only from the person whose name it carries, and for the commit
 * and the folders that wait at that moment: what moved on meanwhile is refused. A removal of the commit before that waits to
 * be confirmed is ended: it would hold the newer one up.
 *
 * @throws {KubernetesError} when the API server refuses the approval, in its words
 */
export async function approve(
  client: KubernetesClient,
  gate: Gate,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<Approved> {
  const { name: by } = await provenActor({ kubernetes: client });
  const status = {
    ...{
      approvedRevision: gate.revision,
      approvedApplications: gate.applications.map(comesIn),
      approvedBy: by,
      reason,
    },
    approvedAt: now.toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  await client.send('PATCH', `${WAVE_APPROVALS}/${gate.name}/status`, { status }, MERGE_PATCH);
  const commits = Object.fromEntries(gate.applications.map(({ name }) => [name, gate.revision]));
  const approved = { gate: gate.name, rollout: gate.rollout, wave: gate.wave, revision: gate.revision, by };
  try {
    return { ...approved, ended: await endOutdatedRemovals(client, gate.rollout, commits) };
  } catch (error) {
    return { ...approved, ended: [], notEnded: (error as Error).message };
  }
}
