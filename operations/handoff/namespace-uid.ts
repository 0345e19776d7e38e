import type { EnvironmentName } from '../../model/entities/environment';
import { namespaceOf } from '../../model/naming';
import type { KubernetesClient } from '../kubernetes/client';

/** UID of an environment's namespace: whoever makes the namespace anew gets another. null where there is none. */
export async function namespaceUid(
  client: Pick<KubernetesClient, 'get'> | undefined,
  environment: EnvironmentName,
): Promise<string | null> {
  const namespace = await client?.get(`/api/v1/namespaces/${namespaceOf(environment)}`);
  return namespace?.metadata.uid ?? null;
}
