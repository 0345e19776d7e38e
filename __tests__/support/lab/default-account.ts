import { eventually } from './eventually';

/** What asks an API server, of the stand-ins or of the operations. */
interface Asking {
  ask(method: string, path: string): Promise<{ readonly status: number }>;
}

/**
 * Waits for the account that a controller makes in each new namespace: the API server refuses a pod before it is there,
 * whatever its policies would say.
 */
export async function defaultAccountsOf(client: Asking, namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) {
    await eventually(async () => {
      const { status } = await client.ask('GET', `/api/v1/namespaces/${namespace}/serviceaccounts/default`);
      return status === 200 ? true : undefined;
    });
  }
}
