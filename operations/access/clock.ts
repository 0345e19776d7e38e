import type { KubernetesClient } from '../kubernetes/client';

/** The API server's clock, by which tokens end; that of this machine where the answer has none. */
export async function clockOf(client: KubernetesClient): Promise<Date> {
  const { date } = await client.ask('GET', '/version');
  return date ?? new Date();
}
