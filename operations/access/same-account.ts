import { getKubernetesCluster, getProfile } from '@linode/api-v4';
import { LinodeError } from '../linode/error';
import { AccessRefused } from './refused';

/**
 * Checks that who acts is of the account that the cluster belongs to: a user of another account proves a name there, and
 * anybody can open one. {@link connectLinode} has to come first.
 *
 * @throws {AccessRefused} when the cluster is not one of theirs
 */
export async function refuseOtherAccount(clusterId: string, actor: string): Promise<void> {
  try {
    await getKubernetesCluster(Number(clusterId));
  } catch (error) {
    const status = error instanceof LinodeError ? error.status : undefined;
    if (status !== 401 && status !== 403 && status !== 404) throw error;
    const what =
      status === 404
        ? `the Linode user ${actor} is of an account that has no cluster ${clusterId}`
        : `LINODE_TOKEN of ${actor} does not show the cluster ${clusterId}, so that nothing tells whether it is of the same account`;
    const fix = 'use a token of a user of the account that has the cluster, with the scope lke:read_only or more';
    throw new AccessRefused([{ what, fix }]);
  }
}

/** Address of whoever LINODE_TOKEN is of. It is compared, and kept nowhere. {@link connectLinode} has to come first. */
export const ownEmail = async (): Promise<string> => (await getProfile()).email;
