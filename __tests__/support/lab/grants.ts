import { randomUUID } from 'node:crypto';
import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, REASON_KEY, TICKET_KEY } from '../../../model/naming';
import type { KubernetesAnswer, KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { labClient } from './running';

const IN_NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;

/** The name of a grant that ends so many seconds from now. */
export const nameOf = (account: string, seconds = 24 * 60 * 60 - 60) =>
  `grant-${account}-${Math.floor(Date.now() / 1000) + seconds}-${randomUUID().slice(0, 8)}`;

/** Asks for a Secret as a grant is one, or with changes. */
export const askGrant = (account: string, changes: KubernetesObject = {}): Promise<KubernetesAnswer> => {
  const { metadata, ...rest } = changes;
  return labClient().ask('POST', `${IN_NAMESPACE}/secrets`, {
    type: 'Opaque',
    metadata: {
      name: nameOf(account),
      labels: { [ACCOUNT_KEY]: account },
      annotations: { [HOLDER_KEY]: 'jane', [REASON_KEY]: 'a test', [TICKET_KEY]: 'INC-1' },
      ...metadata,
    },
    ...rest,
  });
};

/** Asks for a token of an account. */
export const askToken = (account: string, spec: object): Promise<KubernetesAnswer> =>
  labClient().ask('POST', `${IN_NAMESPACE}/serviceaccounts/${account}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec,
  });

export const boundTo = (name: string) => ({ boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name } });

/** A token of an account, bound to a new grant. */
export async function tokenOf(account: string): Promise<string> {
  const { body } = await askGrant(account);
  const answer = await askToken(account, boundTo(String(body.metadata?.name)));
  const { token } = (answer.body.status ?? {}) as { token?: string };
  if (token === undefined) throw new Error(JSON.stringify(answer.body));
  return token;
}
