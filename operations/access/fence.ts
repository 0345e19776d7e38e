import { ACCESS_NAMESPACE } from '../../model/naming';
import type { KubernetesClient } from '../kubernetes/client';
import { AccessRefused } from './refused';

/** What no grant looks like: the fence refuses it, for it says neither account nor holder. */
const NO_GRANT = { type: 'Opaque', metadata: { name: 'grant-of-nothing' } };

const CREATED = 201;

/**
 * Asks the API server, which makes nothing of it, for a grant that the fence refuses. Without the fence a token could be
 * had that nothing ends.
 *
 * @throws {AccessRefused} when the API server would make it
 */
export async function refuseUnfenced(client: KubernetesClient): Promise<void> {
  const { status } = await client.ask('POST', `/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets?dryRun=All`, NO_GRANT);
  if (status !== CREATED) return;
  throw new AccessRefused([
    {
      what: `the fence around the accounts in ${ACCESS_NAMESPACE} is not in force: its admission policies are missing`,
      fix: 'npx lke-platform apply system, and look there for a change of access_namespace_policies that you did not expect',
    },
  ]);
}
