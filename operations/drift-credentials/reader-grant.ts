import { DRIFT_ACCOUNT } from '../../model/derive/drift-rights';
import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, REASON_KEY } from '../../model/naming';
import { AccessRefused } from '../access/refused';
import type { KubernetesClient } from '../kubernetes/client';

const IN_NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;
const ACCOUNT = `${IN_NAMESPACE}/serviceaccounts/${DRIFT_ACCOUNT}`;
const SECRETS = `${IN_NAMESPACE}/secrets`;

/** A Secret that tokens of the account are bound to. */
export interface ReaderGrant {
  readonly name: string;
  /** Name of the credentials that it belongs to; undefined where somebody else made it. */
  readonly holder: string | undefined;
}

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

/** All grants of the account, the oldest first: a resource version counts the writes to the cluster, and no grant is changed. */
export async function listReaderGrants(client: KubernetesClient): Promise<ReaderGrant[]> {
  const selector = `labelSelector=${encodeURIComponent(`${ACCOUNT_KEY}=${DRIFT_ACCOUNT}`)}`;
  const secrets = await client.list(SECRETS, selector);
  return secrets
    .map(({ metadata }) => ({ ...metadata, version: Number(metadata.resourceVersion) }))
    .sort((a, b) => a.version - b.version)
    .map(({ name, annotations }) => ({ name, holder: annotations?.[HOLDER_KEY] }));
}

/** Ends the tokens that are bound to a grant; it may be gone already. */
export async function removeReaderGrant(client: KubernetesClient, name: string): Promise<void> {
  await client.remove(`${SECRETS}/${encodeURIComponent(name)}`);
}
