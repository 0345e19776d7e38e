import { z } from 'zod';
import { ACCESS_NAMESPACE } from '../../model/naming';
import type { KubernetesClient } from '../kubernetes/client';

const answerSchema = z.object({
  status: z.object({ token: z.string().min(1), expirationTimestamp: z.iso.datetime() }),
});

/** A token of an account, with the end that the API server gave it. */
export interface IssuedToken {
  readonly token: string;
  /** ISO 8601. */
  readonly end: string;
}

/**
 * Asks the API server for a token that ends with a grant, whatever its own end is.
 *
 * @param grant name of the Secret that it is bound to
 * @throws {Error} when it is refused, or ends later than was asked for
 */
export async function requestToken(
  client: KubernetesClient,
  account: string,
  { grant, seconds, latest }: { grant: string; seconds: number; latest: Date },
): Promise<IssuedToken> {
  const path = `/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts/${encodeURIComponent(account)}/token`;
  const answer = await client.send('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: seconds, boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name: grant } },
  });
  // What is wrong with it is not told in detail: a token could be part of that.
  const { success, data } = answerSchema.safeParse(answer);
  if (!success) throw new Error(`the Kubernetes API answers a request for a token of ${account} with something else`);
  const { token, expirationTimestamp: end } = data.status;
  if (Date.parse(end) > latest.getTime()) {
    throw new Error(
      `the Kubernetes API gives a token until ${end}, longer than ${latest.toISOString()} that was asked for; it was not handed on`,
    );
  }
  return { token, end };
}
