import type { StackId } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { exampleData, platformOf } from '../platforms';
import { Root } from '@lke-platform/stand-ins/testing/root';
import { synthesizeStack } from '../synthesize';
import { certificateFile } from './configuration';
import { runningCeph } from './running';
import type { CephAccount } from './account';
import type { UserKey } from './users';

/** The committed example, with buckets of its own on Ceph. */
export async function platformOn(account: CephAccount, bucketPrefix: string): Promise<Platform> {
  const state = { bucketPrefix, region: 'nl-ams' };
  const platform = platformOf({ ...exampleData(), state }, { LKE_PLATFORM_OBJECT_STORAGE: runningCeph().tlsEndpoint });
  for (const bucket of Object.values(platform.state.buckets)) await account.store.createBucket(bucket);
  return platform;
}

/** Environment of a person with a key, as `lke-platform bootstrap` writes it, who trusts the gateway. */
export const environmentOf = ({ accessKey, secretKey }: UserKey): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: accessKey,
  AWS_SECRET_ACCESS_KEY: secretKey,
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CA_BUNDLE: certificateFile(runningCeph().folder),
});

/**
 * A person's folder for a stack: its state is where synth puts it, its resources are those of a test, which need no
 * provider.
 */
export function stackFolder(
  platform: Platform,
  stack: StackId,
  key: UserKey,
  resources: object,
  environment: Record<string, string> = {},
): Root {
  const { backend, required_version } = synthesizeStack(platform, stack).terraform;
  const root = new Root({ ...environmentOf(key), ...environment });
  root.write({ terraform: { backend, required_version }, ...resources });
  return root;
}
