import { getProfile } from '@linode/api-v4';
import { z } from 'zod';
import type { KubernetesClient } from '../kubernetes/client';
import type { Actor } from '../ledger/event';
import type { LinodeAccess } from '../linode/access';
import { connectLinode, type LinodeRequestLimits } from '../linode/client';
import { LinodeError } from '../linode/error';

/** Credentials that can prove who somebody is; the first one that is given counts. */
export interface Proof {
  readonly linode?: LinodeAccess | undefined;
  /** How long to wait for Linode, then and from then on. */
  readonly requestLimits?: LinodeRequestLimits | undefined;
  readonly kubernetes?: KubernetesClient | undefined;
}

const review = z.object({ status: z.object({ userInfo: z.object({ username: z.string() }) }) });

/**
 * Who acts, by what a credential proves to the one who issued it. The name of this machine's user proves nothing: anybody
 * can be `root`.
 *
 * @throws {Error} when there is no credential, or it is refused
 */
export async function provenActor({ linode, requestLimits, kubernetes }: Proof): Promise<Actor> {
  if (linode) {
    connectLinode(linode, requestLimits);
    return { name: await linodeUser(), provenBy: 'linode-profile' };
  }
  if (kubernetes) {
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answer = await kubernetes.send('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', asked);
    return { name: review.parse(answer).status.userInfo.username, provenBy: 'self-subject-review' };
  }
  throw new Error(
    'nothing proves who you are, so nothing was done: the ledger names who did what. Set LINODE_TOKEN to a token of yours.',
  );
}

/** Reading the own profile takes no scope (Linode API, GET /profile): whoever is refused has no token that counts. */
async function linodeUser(): Promise<string> {
  try {
    return (await getProfile()).username;
  } catch (error) {
    if (!(error instanceof LinodeError) || (error.status !== 401 && error.status !== 403)) throw error;
    throw new Error(
      `Linode does not say whom LINODE_TOKEN belongs to, so nothing was done: the ledger names who did what. That takes ` +
        `no scope, so the token is wrong or has expired: make a new one. ${error.what}`,
      { cause: error },
    );
  }
}
