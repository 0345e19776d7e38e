import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Rollout, rootNameOf } from '../../model/derive/rollouts';
import { type ApplicationStatus, readApplications, type Removal } from '../argocd/applications';
import type { KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';

/** The approvals, as a path of the API. */
export const WAVE_APPROVALS = '/apis/lke-platform.io/v1/namespaces/argocd/waveapprovals';

/** A finalizer of an Application, by which all that it deployed goes with it. */
const CASCADING = 'resources-finalizer.argocd.argoproj.io';

/** On everything that the chart `applications` makes. */
const ROLLOUT_LABEL = 'lke-platform.io/rollout';

/** What one wave waits for, or waited. */
export interface Gate {
  /** Name of the WaveApproval. */
  readonly name: string;
  /** Environment that is rolled out. */
  readonly rollout: string;
  readonly wave: number;
  /** Commit that waits for approval, or has it. */
  readonly revision: string;
  /** Commit that was approved last. @default - none yet */
  readonly approvedRevision: string | undefined;
  readonly approvedBy: string | undefined;
  /** What came in with it. @default - none yet */
  readonly approvedApplications: readonly ComesIn[] | undefined;
  /** What comes in with it. */
  readonly applications: readonly GatedApplication[];
}

/** What an approval is of, beside the commit. */
export interface ComesIn {
  /** Of the application. */
  readonly name: string;
  readonly repository: string;
  /** Folder of the chart within the repository. */
  readonly path: string;
}

export interface GatedApplication extends ComesIn {
  /** Commit of this folder that runs now. @default - it was never deployed, or it is another folder that runs */
  readonly running: string | undefined;
  /** Where it is deployed from now, where that is another folder or repository. @default - it is not */
  readonly movedFrom: string | undefined;
}

/** How far the rollout of one environment is. */
export interface RolloutStatus {
  readonly name: string;
  /** Its root Application. @default - it is gone */
  readonly root: ApplicationStatus | undefined;
  /** Whether Argo CD is at it, and waits if need be. */
  readonly isRunning: boolean;
  /** The gates that wait for a person now: those of the first wave that is not approved. */
  readonly waiting: readonly Gate[];
  readonly gates: readonly Gate[];
  /** Gates that the platform file has no more. Nobody may approve them, and nothing waits for them. */
  readonly leftovers: readonly Gate[];
  /** What Argo CD cannot do with its applications, in its words, each after the name of its application. */
  readonly errors: readonly string[];
  /** What a person has to confirm before Argo CD removes it; of a root, and of what its commit has no more. */
  readonly removals: readonly RolloutRemoval[];
  /** Applications that the platform file has no more, and that nobody removed: they run on as they are. */
  readonly former: readonly FormerApplication[];
}

/** An application that the platform file has no more. */
export interface FormerApplication {
  readonly name: string;
  readonly rollout: string;
  /** Whether Argo CD removes with it what it deployed. */
  readonly takesAllAlong: boolean;
}

/** What waits to be removed, of which application. */
export interface RolloutRemoval extends Removal {
  readonly application: string;
  /** Whether the platform file has that application no more: approvers have no rights to it. */
  readonly isFormer: boolean;
}

const applicationsSchema = z.array(z.object({ name: z.string(), repository: z.string(), path: z.string() }));

const gateSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    rollout: z.string(),
    wave: z.number(),
    revision: z.string(),
    applications: applicationsSchema,
  }),
  status: z
    .object({
      approvedRevision: z.string().optional(),
      approvedBy: z.string().optional(),
      approvedApplications: applicationsSchema.optional(),
    })
    .default({}),
});

const sourceSchema = z.object({
  repoURL: z.string().default(''),
  path: z.string().default(''),
  // As Argo CD reads it, where somebody's own application names none.
  targetRevision: z.string().default('HEAD'),
});

type Source = z.output<typeof sourceSchema>;

const pinSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    finalizers: z.array(z.string()).default([]),
  }),
  spec: z.object({ source: sourceSchema.optional() }).optional(),
});

/**
 * The rollouts that wait for approvals, by name; undefined where Argo CD or the chart `bootstrap` is not installed.
 *
 * @param known rollouts of the platform file
 * @throws {KubernetesError} when the API server does not tell
 */
export async function readRollouts(
  client: KubernetesClient,
  known: readonly Pick<Rollout, 'name' | 'gated' | 'applications'>[],
): Promise<readonly RolloutStatus[] | undefined> {
  const applications = await readApplications(client);
  const approvals = applications && (await approvalsOf(client));
  if (!applications || !approvals) return undefined;
  const pins = z
    .array(pinSchema)
    .parse(await client.listWhole('/apis/argoproj.io/v1alpha1/namespaces/argocd/applications'));
  const running = new Map(pins.map(({ metadata, spec }) => [metadata.name, spec?.source]));
  const gates = approvals.map((it) => gateOf(it, running));
  const names = new Set(known.flatMap((it) => it.applications.map(({ gate }) => gate)));
  const former = formerOf(pins, known);
  return [...new Set([...gates, ...former].map(({ rollout }) => rollout))].sort().map((name) => {
    const root = applications.find((it) => it.name === rootNameOf(name));
    const own = {
      gates: gates.filter(({ rollout }) => rollout === name),
      applications: applications.filter(({ project }) => project === name),
      former: former.filter(({ rollout }) => rollout === name),
    };
    return rolloutStatus({ name, root, ...own, known: names });
  });
}

/** Of a rollout that waits for nobody, the root removes what the file has no more; as long as it is there. */
function formerOf(
  pins: readonly z.output<typeof pinSchema>[],
  known: readonly Pick<Rollout, 'name' | 'gated' | 'applications'>[],
): readonly FormerApplication[] {
  const present = new Set(known.flatMap((it) => it.applications.map(({ name }) => name)));
  const removeThemselves = new Set<string>(known.filter(({ gated }) => !gated).map(({ name }) => name));
  return pins
    .map(({ metadata: { name, labels, finalizers } }) => ({
      ...{ name, rollout: labels[ROLLOUT_LABEL] ?? '' },
      takesAllAlong: finalizers.some((it) => it.startsWith(CASCADING)),
    }))
    .filter(({ name, rollout }) => rollout !== '' && !present.has(name) && !removeThemselves.has(rollout));
}

async function approvalsOf(client: KubernetesClient): Promise<readonly z.output<typeof gateSchema>[] | undefined> {
  try {
    return z.array(gateSchema).parse(await client.listWhole(WAVE_APPROVALS));
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

const gateOf = (
  { metadata, spec, status }: z.output<typeof gateSchema>,
  running: ReadonlyMap<string, Source | undefined>,
): Gate => ({
  name: metadata.name,
  ...{ rollout: spec.rollout, wave: spec.wave, revision: spec.revision },
  approvedRevision: status.approvedRevision,
  approvedBy: status.approvedBy,
  approvedApplications: status.approvedApplications,
  applications: spec.applications.map((it) => gatedApplication(it, running.get(it.name))),
});

/** A commit says what runs of the folder that it is deployed from, and nothing of another one. */
export function gatedApplication(application: ComesIn, source: Source | undefined): GatedApplication {
  const isMoved =
    source !== undefined && (source.repoURL !== application.repository || source.path !== application.path);
  return {
    ...application,
    running: isMoved ? undefined : source?.targetRevision,
    movedFrom: isMoved ? `${source.repoURL}, ${source.path}` : undefined,
  };
}

export const comesIn = ({ name, repository, path }: ComesIn): ComesIn => ({ name, repository, path });

/** Of a commit in another folder, nobody has said anything. */
const isApproved = ({ revision, approvedRevision, applications, approvedApplications }: Gate) =>
  revision === approvedRevision && isDeepStrictEqual(applications.map(comesIn), approvedApplications?.map(comesIn));

/** What the API server says of a rollout, and the platform file of its gates. */
interface RolloutParts {
  readonly name: string;
  readonly root: ApplicationStatus | undefined;
  readonly gates: readonly Gate[];
  /** Those that the root makes. */
  readonly applications: readonly ApplicationStatus[];
  /** Names of the gates that the platform file has. */
  readonly known: ReadonlySet<string>;
  /** Those that the platform file has no more. */
  readonly former: readonly FormerApplication[];
}

/**
 * Later waves still tell of the rollout before, until Argo CD gets to them. A gate that the file has no more stays, since with
 * it would go what was approved, and holds nothing up.
 */
export function rolloutStatus({ name, root, gates, applications, known, former }: RolloutParts): RolloutStatus {
  const inOrder = [...gates].sort((one, other) => one.wave - other.wave || one.name.localeCompare(other.name));
  const present = inOrder.filter((gate) => known.has(gate.name));
  const isRunning = root?.operation?.phase === 'Running';
  const first = present.find((gate) => !isApproved(gate))?.wave;
  const removals = [...(root ? [root] : []), ...applications].flatMap(({ name: application, removal }) =>
    removal ? [{ application, ...removal }] : [],
  );
  return {
    ...{ name, root, isRunning },
    waiting: isRunning ? present.filter((gate) => gate.wave === first && !isApproved(gate)) : [],
    gates: present,
    leftovers: inOrder.filter((gate) => !known.has(gate.name)),
    errors: applications.flatMap((it) => it.errors.map((error) => `${it.name}: ${error}`)),
    removals: removals.map((it) => ({ ...it, isFormer: former.some(({ name }) => name === it.application) })),
    former: former.filter((it) => !removals.some(({ application }) => application === it.name)),
  };
}
