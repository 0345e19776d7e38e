import { ObjectStorageBucket } from '@cdktf/provider-linode/lib/object-storage-bucket';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { REPORT_DAYS, type Bucket } from '../model/naming';
import type { Platform } from '../model/platform';
import { PlatformStack } from './platform-stack';
import { useLinode } from './providers';

/** The buckets of a platform: state, artifacts, ledger and reports. Their keys are in no stack. */
export class StateStack extends PlatformStack {
  constructor(scope: Construct, platform: Platform) {
    super(scope, 'state', platform, { deletionProtection: platform.deletionProtection });
    useLinode(this, platform);

    // Versioning is never set to false: Linode would take that as suspended, and then locks stick.
    this.bucket('state', platform.state.versioning ? { versioning: true } : {});
    this.bucket('artifacts', { versioning: true });
    this.bucket('ledger', {});
    this.bucket('reports', {
      lifecycleRule: [{ id: 'expire-reports', enabled: true, expiration: { days: REPORT_DAYS } }],
    });
  }

  private bucket(
    name: Bucket,
    config: Pick<ConstructorParameters<typeof ObjectStorageBucket>[2], 'versioning' | 'lifecycleRule'>,
  ): void {
    const { region, endpointHost, buckets } = this.platform.state;
    new ObjectStorageBucket(this, name, {
      label: buckets[name],
      region,
      // A region can have several endpoints; a bucket lives on one of them.
      ...(endpointHost !== undefined && { s3Endpoint: endpointHost }),
      acl: 'private',
      ...config,
    });
    const output = new TerraformOutput(this, `${name}_bucket`, {
      value: buckets[name],
      description: `Name of the ${name} bucket.`,
    });
    output.overrideLogicalId(`${name}_bucket`);
  }
}
