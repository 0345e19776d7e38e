import { z } from 'zod';
import type { KubernetesClient } from '../../kubernetes/client';

const review = z.object({
  status: z.object({
    authenticated: z.boolean().optional(),
    user: z.object({ username: z.string() }).optional(),
    audiences: z.array(z.string()).optional(),
  }),
});

const ACCOUNT = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/;

/**
 * The ServiceAccount that a token is of, as `<namespace>/<name>`, if the cluster confirms it for the audience of the
 * service. Asked without an audience the cluster would confirm the token of every pod.
 *
 * @returns undefined for any other token
 */
export async function accountOfToken(
  client: Pick<KubernetesClient, 'send'>,
  token: string,
  audience: string,
): Promise<string | undefined> {
  const answer = await client.send('POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token, audiences: [audience] },
  });
  const { status } = review.parse(answer);
  // An API server that knows nothing of audiences confirms without naming one.
  if (status.authenticated !== true || !status.audiences?.includes(audience)) return undefined;
  const [, namespace, name] = ACCOUNT.exec(status.user?.username ?? '') ?? [];
  return namespace === undefined ? undefined : `${namespace}/${String(name)}`;
}
