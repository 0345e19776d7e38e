import type { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { KubernetesClient } from '../../kubernetes/client';
import { secretsPrefixOf } from '../../secrets/sources/sources';
import { AccessRefused } from '../refused';
import { bucketPlace } from './bucket-place';
import { clusterPlace } from './cluster-place';
import type { KubeconfigPlace } from './place';
import { parsed } from './references';
import { vaultPlace } from './vault-place';

/** What kubeconfigs may be kept in. */
export interface Places {
  readonly s3: S3Client;
  /** Name of the platform. */
  readonly platform: string;
  /** The state bucket, in which what `linode-secret-manager` names is. */
  readonly bucket: string;
  /** For what `kubernetes` names. @default - nothing of the cluster is read */
  readonly cluster: KubernetesClient | undefined;
  readonly environment: EnvironmentVariables;
}

/**
 * The place that a reference leads to.
 *
 * @throws {AccessRefused} when its path is too short for the source
 * @throws {Error} when what it takes is not set
 */
export function placeOf(reference: string, { s3, platform, bucket, cluster, environment }: Places): KubeconfigPlace {
  const { source, path } = parsed(reference);
  if (source === 'linode-secret-manager') return bucketPlace(s3, bucket, secretsPrefixOf(platform));
  const [what, allowed] =
    source === 'kubernetes'
      ? ['namespace and name', 'kubernetes://<namespace>/<name>']
      : ['mount and path', 'ext-vault://<mount>/<path>'];
  if (!path.includes('/')) {
    throw new AccessRefused([
      {
        what: `a reference to ${source} has ${what}`,
        where: 'kubeconfigSecret',
        given: reference,
        allowed,
      },
    ]);
  }
  if (source === 'ext-vault') return vaultPlace(environment);
  if (cluster) return clusterPlace(cluster);
  throw new Error(`${reference} is in a Secret of the cluster, which takes a credential of the cluster`);
}
