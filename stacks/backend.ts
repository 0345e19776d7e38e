import { DataTerraformRemoteStateS3, S3Backend, type TerraformStack } from 'cdktf';
import { type StackId, stateKeyOf } from '../model/naming';
import type { Platform } from '../model/platform';

/** Linode has no AWS regions, but the S3 backend demands one; this one means nothing. */
const UNUSED_REGION = 'us-east-1';

/** How the S3 backend reaches Linode Object Storage. Keys come from the environment, never from here. */
function objectStorage(platform: Platform, stack: StackId) {
  return {
    bucket: platform.state.buckets.state,
    key: stateKeyOf(platform.name, stack),
    region: UNUSED_REGION,
    endpoints: { s3: platform.state.endpoint },
    usePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
    skipS3Checksum: true,
  };
}

/** Keeps the state of a stack in the platform's state bucket, with a lock. */
export function useRemoteState(scope: TerraformStack, platform: Platform, stack: StackId): void {
  const backend = new S3Backend(scope, objectStorage(platform, stack));
  // The library's S3 backend is older than this setting.
  backend.addOverride('use_lockfile', true);
}

/** Reads the outputs of another stack of the platform. */
export function remoteState(scope: TerraformStack, id: string, platform: Platform, stack: StackId) {
  return new DataTerraformRemoteStateS3(scope, id, { ...objectStorage(platform, stack), workspace: 'default' });
}
