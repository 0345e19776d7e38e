import { getProfile } from '@linode/api-v4';
import { z } from 'zod';
import type { KubernetesClient } from '../kubernetes/client';
import type { Actor } from '../ledger/event';
import type { LinodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';

/** Credentials that can prove who somebody is; the first one that is given counts. */
export interface Proof {
  readonly linode?: LinodeAccess | undefined;
  readonly kubernetes?: KubernetesClient | undefined;
}

const review = z.object({ status: z.object({ userInfo: z.object({ username: z.string() }) }) });

/**
 * Who acts, by what a credential proves to the one who issued it. The name of this machine's user proves nothing: anybody
 * can be `root`.
 *
 * @throws {Error} when there is no credential, or it is refused
 */
export async function provenActor({ linode, kubernetes }: Proof): Promise<Actor> {
  if (linode) {
    connectLinode(linode);
    return { name: (await getProfile()).username, provenBy: 'linode-profile' };
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
