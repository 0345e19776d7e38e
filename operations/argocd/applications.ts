import { z } from 'zod';
import { type KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';

/** Namespace of Argo CD and of all its Applications, as a path of the API. */
export const ARGO_CD_PATH = '/apis/argoproj.io/v1alpha1/namespaces/argocd';

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
}

export interface ApplicationOperation {
  /** `Running`, `Terminating`, `Succeeded`, `Failed`, `Error`. */
  readonly phase: string;
  readonly message: string;
  /** Commit that it brings, or brought. @default - not known yet */
  readonly revision: string | undefined;
}

const applicationSchema = z.object({
  metadata: z.object({ name: z.string() }),
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
      conditions: z.array(z.object({ type: z.string(), message: z.string() })).optional(),
      operationState: z
        .object({
          phase: z.string(),
          message: z.string().default(''),
          syncResult: z.object({ revision: z.string().optional() }).optional(),
        })
        .optional(),
    })
    .default({}),
});

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

function statusOf({ metadata, spec, status }: z.output<typeof applicationSchema>): ApplicationStatus {
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
  };
}
