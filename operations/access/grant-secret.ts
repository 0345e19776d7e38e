import type { Actor } from '../ledger/event';
import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, LABEL_DOMAIN, REASON_KEY, TICKET_KEY } from '../../model/naming';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client';
import type { Terms } from './terms';

const SECRETS = `/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets`;
export const secretPath = (grant: string) => `${SECRETS}/${encodeURIComponent(grant)}`;

const GRANTED_BY_KEY = `${LABEL_DOMAIN}/granted-by`;
const APPROVED_BY_KEY = `${LABEL_DOMAIN}/approved-by`;
const KUBECONFIG_KEY = `${LABEL_DOMAIN}/kubeconfig`;

/** The Secret that is a grant, as the cluster has it. Its content is empty: deleting it ends the tokens bound to it. */
export interface GrantSecret {
  readonly name: string;
  readonly holder: string;
  readonly reason: string;
  readonly ticket: string | undefined;
  readonly grantedBy: string;
  readonly approvedBy: string | undefined;
  /** Reference to the stored kubeconfig. */
  readonly kubeconfig: string | undefined;
  readonly since: string;
}

export interface NewGrantSecret {
  readonly name: string;
  readonly terms: Terms;
  readonly actor: Actor;
  readonly approvedBy: string | undefined;
  readonly kubeconfig: string;
  /** Of the account: the grant goes with it. */
  readonly uid: string;
}

/** Makes the Secret of a grant. @param dryRun whether the API server is only asked if it would */
export async function createGrantSecret(
  client: KubernetesClient,
  { name, terms: { policy, holder, reason, ticket }, actor, approvedBy, kubeconfig, uid }: NewGrantSecret,
  { dryRun }: { dryRun: boolean },
): Promise<void> {
  await client.send('POST', `${SECRETS}${dryRun ? '?dryRun=All' : ''}`, {
    type: 'Opaque',
    metadata: {
      name,
      labels: { [ACCOUNT_KEY]: policy.account },
      annotations: {
        [HOLDER_KEY]: holder,
        [REASON_KEY]: reason,
        ...(ticket !== undefined && { [TICKET_KEY]: ticket }),
        [GRANTED_BY_KEY]: actor.name,
        ...(approvedBy !== undefined && { [APPROVED_BY_KEY]: approvedBy }),
        [KUBECONFIG_KEY]: kubeconfig,
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'ServiceAccount', name: policy.account, uid }],
    },
  });
}

/** The grants that the cluster has, ended ones included. */
export async function listGrantSecrets(client: KubernetesClient): Promise<GrantSecret[]> {
  return (await client.list(SECRETS, `labelSelector=${encodeURIComponent(ACCOUNT_KEY)}`)).map(grantSecretOf);
}

/** @returns undefined where there is none */
export async function findGrantSecret(client: KubernetesClient, name: string): Promise<GrantSecret | undefined> {
  const found = await client.get(secretPath(name));
  return found && grantSecretOf(found);
}

function grantSecretOf({ metadata }: KubernetesObject): GrantSecret {
  const { name, annotations = {}, creationTimestamp: since = '' } = metadata;
  return {
    name,
    holder: annotations[HOLDER_KEY] ?? 'nobody is named',
    reason: annotations[REASON_KEY] ?? '',
    ticket: annotations[TICKET_KEY],
    grantedBy: annotations[GRANTED_BY_KEY] ?? 'not known',
    approvedBy: annotations[APPROVED_BY_KEY],
    kubeconfig: annotations[KUBECONFIG_KEY],
    since,
  };
}
