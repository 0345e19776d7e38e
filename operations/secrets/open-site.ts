import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import type { AuditRecorder } from '../audit/record';
import { accessTo } from '../deploy/bucket-access';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { platformCluster } from './cluster-access';
import { linodeBucketKeys, valueMaker } from './make-value';
import { ManifestFolder } from './manifest-folder';
import type { RotationSite } from './rotation/rotate';
import { secretUsers } from './rotation/secret-users';
import { type KeyBackups, keyBackups } from './sealing/key-backups';
import { secretCluster } from './secret-cluster';
import { ageCipher } from './sources/age-cipher';
import { openSources } from './sources/sources';
import type { SyncSite } from './sync';

export interface SiteProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  readonly audit: AuditRecorder | undefined;
  /** Folder of the SealedSecrets. */
  readonly folder: string;
  /** Whether only manifests are written. */
  readonly offline: boolean;
  readonly onStep: (text: string) => void;
}

/** Does something with the sources and the cluster of a platform. */
export async function withSite<T>(
  { platform, environment, audit, folder, offline, onStep }: SiteProps,
  work: (site: SyncSite) => Promise<T>,
): Promise<T> {
  const client = offline ? undefined : await platformCluster(platform, environment);
  try {
    if (environment.LINODE_TOKEN) connectLinode(linodeAccess(platform.sources.linodeApi, environment));
    const backups = platformKeyBackups(platform, environment);
    return await work({
      sources: openSources(platform, environment),
      folder: new ManifestFolder(folder),
      maker: valueMaker(platform, linodeBucketKeys(platform.state)),
      cluster: client && secretCluster({ client }),
      backUpKeys: async (cluster) => {
        await backups().backUp(await cluster.keys());
      },
      audit,
      now: () => new Date(),
      onStep,
    });
  } finally {
    client?.close();
  }
}

/** Does something with what a rotation works with, which takes the cluster. */
export async function withRotationSite<T>(
  props: Omit<SiteProps, 'offline'>,
  work: (site: RotationSite) => Promise<T>,
): Promise<T> {
  const { platform, environment } = props;
  const client = await platformCluster(platform, environment);
  try {
    return await withSite({ ...props, offline: true }, (site) =>
      work({
        ...site,
        cluster: secretCluster({ client }),
        users: secretUsers(client),
      }),
    );
  } finally {
    client.close();
  }
}

/** The backups of a platform, opened when they are needed. */
export const platformKeyBackups =
  ({ name, state }: Platform, environment: EnvironmentVariables) =>
  (): KeyBackups =>
    keyBackups({
      s3: accessTo(state.endpoint, environment),
      bucket: state.buckets.artifacts,
      cipher: ageCipher(name, environment),
    });
