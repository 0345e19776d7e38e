import { z } from 'zod';
import { type KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';

/** Namespace of Argo CD and of all its Applications, as a path of the API. */
export const ARGO_CD_PATH = '/apis/argoproj.io/v1alpha1/namespaces/argocd';

/** The annotation by which a person confirms that something is removed: a moment. */
export const CONFIRMED = 'argocd.argoproj.io/deletion-approved';
/** The beginning of what Argo CD says of an operation that waits for that. */
const WAITS_FOR_PRUNING = 'waiting for pruning confirmation';

/** What Argo CD says of an Application, as far as it is read here. */
export interface ApplicationStatus {
  readonly name: string;
  /** AppProject that fences it. */
  readonly project: string;
  /** Namespace that it deploys to. */
  readonly namespace: string;
  /** Whether the cluster is what the repository says: `Synced`, `OutOfSync`, `Unknown`. */
  readonly sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  readonly health: string;
  /** Commit that it was compared with last. @default - never */
  readonly revision: string | undefined;
  /** Whether anything of it was ever deployed. */
  readonly isDeployed: boolean;
  /** The last operation, or the one that runs. @default - none */
  readonly operation: ApplicationOperation | undefined;
  /** What Argo CD cannot do, in its words: a fence of the project, a repository that does not answer. */
  readonly errors: readonly string[];
  /** What it removes once a person confirms it. @default - nothing waits for that */
  readonly removal?: Removal | undefined;
}

/** What waits to be removed. */
export interface Removal {
  /** Whether objects go that the commit has no more, or the application with all that it deployed. */
  readonly kind: 'pruning' | 'deletion';
  /** When it began: a confirmation is of that moment or later. */
  readonly since: string;
  /** Kind and name of each object. */
  readonly objects: readonly string[];
}

export interface ApplicationOperation {
  /** `Running`, `Terminating`, `Succeeded`, `Failed`, `Error`. */
  readonly phase: string;
  readonly message: string;
  /** Commit that it brings, or brought. @default - not known yet */
  readonly revision: string | undefined;
}

const applicationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z
    .object({
      project: z.string().default(''),
      destination: z.object({ namespace: z.string().default('') }).default({ namespace: '' }),
    })
    .default({ project: '', destination: { namespace: '' } }),
  status: z
    .object({
      sync: z.object({ status: z.string().default('Unknown'), revision: z.string().optional() }).optional(),
      health: z.object({ status: z.string().default('Unknown') }).optional(),
      history: z.array(z.unknown()).optional(),
      resources: z
        .array(
          z.object({
            ...{ kind: z.string().default('?'), name: z.string().default('?') },
            requiresPruning: z.boolean().default(false),
            requiresDeletionConfirmation: z.boolean().default(false),
          }),
        )
        .optional(),
      conditions: z.array(z.object({ type: z.string(), message: z.string() })).optional(),
      operationState: z
        .object({
          phase: z.string(),
          startedAt: z.string().default(''),
          message: z.string().default(''),
          syncResult: z.object({ revision: z.string().optional() }).optional(),
        })
        .optional(),
    })
    .default({}),
});

type ApplicationObject = z.output<typeof applicationSchema>;

/**
 * What Argo CD says of every Application; undefined where it is not installed.
 *
 * @throws {KubernetesError} when the API server does not tell
 */
export async function readApplications(client: KubernetesClient): Promise<readonly ApplicationStatus[] | undefined> {
  try {
    return z
      .array(applicationSchema)
      .parse(await client.listWhole(`${ARGO_CD_PATH}/applications`))
      .map(statusOf);
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

function statusOf({ metadata, spec, status }: ApplicationObject): ApplicationStatus {
  const { sync, health, history = [], conditions = [], operationState: operation } = status;
  return {
    name: metadata.name,
    project: spec.project,
    namespace: spec.destination.namespace,
    sync: sync?.status ?? 'Unknown',
    health: health?.status ?? 'Unknown',
    revision: sync?.revision || undefined,
    isDeployed: history.length > 0,
    operation: operation && {
      phase: operation.phase,
      message: operation.message,
      revision: operation.syncResult?.revision,
    },
    errors: conditions.filter(({ type }) => type.endsWith('Error')).map(({ message }) => message),
    removal: removalOf({ metadata, status }),
  };
}

/** Argo CD takes a confirmation that is not older than what it confirms. */
function removalOf({ metadata, status }: Pick<ApplicationObject, 'metadata' | 'status'>): Removal | undefined {
  const { operationState: operation, resources = [] } = status;
  const namesOf = (which: typeof resources) => which.map(({ kind, name }) => `${kind} ${name}`);
  const unlessConfirmed = (removal: Removal) => {
    const confirmed = Date.parse(metadata.annotations[CONFIRMED] ?? '');
    return confirmed >= Date.parse(removal.since) ? undefined : removal;
  };
  if (metadata.deletionTimestamp !== undefined) {
    const waits = resources.some((it) => it.requiresDeletionConfirmation);
    if (!waits) return undefined;
    return unlessConfirmed({ kind: 'deletion', since: metadata.deletionTimestamp, objects: namesOf(resources) });
  }
  if (operation?.phase !== 'Running' || !operation.message.startsWith(WAITS_FOR_PRUNING)) return undefined;
  const listed = namesOf(resources.filter((it) => it.requiresPruning));
  // The list is of the commit that was looked at last, and Argo CD removes what that of the operation has no more.
  const commit = operation.syncResult?.revision;
  const isOfOperation = commit === undefined || commit === status.sync?.revision;
  const objects = isOfOperation && listed.length > 0 ? listed : [unlisted(operation.message, commit)];
  return unlessConfirmed({ kind: 'pruning', since: operation.startedAt, objects });
}

const unlisted = (message: string, commit: string | undefined) =>
  `${message.slice(WAITS_FOR_PRUNING.length).replace(/^ of /, '')} (as Argo CD says; nothing lists all that ${commit ?? 'its commit'} has no more)`;
