import type { KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';

const MERGE_PATCH = 'application/merge-patch+json';
const CONFLICT = 409;

/**
 * Asks Argo CD to end what it is at with an Application, as that was read, and nothing that it began since.
 *
 * @returns whether it was asked: what changed meanwhile is to be read anew
 * @throws {KubernetesError} when the API server refuses
 */
export async function terminate(
  client: KubernetesClient,
  path: string,
  { resourceVersion }: { readonly resourceVersion?: string },
): Promise<boolean> {
  const change = { metadata: { resourceVersion }, status: { operationState: { phase: 'Terminating' } } };
  try {
    await client.send('PATCH', path, change, MERGE_PATCH);
    return true;
  } catch (error) {
    if (error instanceof KubernetesError && error.status === CONFLICT) return false;
    throw error;
  }
}
