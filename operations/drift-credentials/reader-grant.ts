import { DRIFT_ACCOUNT } from '../../model/derive/drift-rights';
import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, REASON_KEY } from '../../model/naming';
import { AccessRefused } from '../access/refused';
import type { KubernetesClient } from '../kubernetes/client';

const IN_NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;
const ACCOUNT = `${IN_NAMESPACE}/serviceaccounts/${DRIFT_ACCOUNT}`;
const SECRETS = `${IN_NAMESPACE}/secrets`;

/** UID of the account that looks for drift. @throws {AccessRefused} where the stack `system` has not made it yet */
export async function readerAccount(client: KubernetesClient): Promise<string> {
  const account = await client.get(ACCOUNT);
  if (account?.metadata.uid !== undefined) return account.metadata.uid;
  throw new AccessRefused([
    {
      what: `the account ${DRIFT_ACCOUNT} is not in the cluster, as whom drift is looked for`,
      where: ACCESS_NAMESPACE,
      fix: 'npx lke-platform apply system',
    },
  ]);
}

/** Makes the Secret that a token is bound to: to delete it is to revoke the token. */
export async function createReaderGrant(
  client: KubernetesClient,
  { grant, holder, account }: { readonly grant: string; readonly holder: string; readonly account: string },
): Promise<void> {
  await client.send('POST', SECRETS, {
    type: 'Opaque',
    metadata: {
      name: grant,
      labels: { [ACCOUNT_KEY]: DRIFT_ACCOUNT },
      annotations: { [HOLDER_KEY]: holder, [REASON_KEY]: 'looks for drift' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'ServiceAccount', name: DRIFT_ACCOUNT, uid: account }],
    },
  });
}

/** Ends tokens of the account. @param isMeant by the holder that they were minted for */
export async function removeReaderGrants(
  client: KubernetesClient,
  isMeant: (holder: string | undefined) => boolean,
): Promise<void> {
  const selector = `labelSelector=${encodeURIComponent(`${ACCOUNT_KEY}=${DRIFT_ACCOUNT}`)}`;
  for (const { metadata } of await client.list(SECRETS, selector)) {
    if (!isMeant(metadata.annotations?.[HOLDER_KEY])) continue;
    await client.remove(`${SECRETS}/${encodeURIComponent(metadata.name)}`);
  }
}
