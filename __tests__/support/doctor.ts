import type { Check, Finding } from '../../operations/doctor/check';
import type { Surroundings } from '../../operations/doctor/surroundings';
import { type LinodeApiStandIn, startLinodeApi } from './linode-api';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { S3Store } from '@lke-platform/stand-ins/world/s3-store';
import { World } from '@lke-platform/stand-ins/world/world';
import { type Changes, surroundings } from './surroundings';
import { temporaryFolder } from './temporary-folder';

/** The recipient of an identity that nobody has. */
export const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

/** Surroundings in which every check of doctor that can be stood in for is content, until a test changes them. */
export class Ward {
  readonly folder = temporaryFolder();

  private constructor(
    readonly s3: S3StandIn,
    readonly linode: LinodeApiStandIn,
  ) {}

  static async open(): Promise<Ward> {
    const s3 = await S3StandIn.start();
    const linode = await startLinodeApi(new World(new S3Store(s3.access())));
    const ward = new Ward(s3, linode);
    try {
      ward.createBuckets();
    } catch (error) {
      // A server that nobody stops keeps jest from ending.
      await ward.close();
      throw error;
    }
    return ward;
  }

  private createBuckets(): void {
    const { buckets } = this.surroundings().platform.state;
    for (const name of Object.values(buckets)) this.s3.createBucket(name);
    this.s3.bucket(buckets.artifacts).versioning = 'Enabled';
  }

  async close(): Promise<void> {
    this.linode.stop();
    await this.s3.stop();
  }

  surroundings({ variables, ...others }: Changes = {}): Surroundings {
    return surroundings({
      output: `${this.folder}/cdktf.out`,
      ...others,
      variables: {
        HOME: this.folder,
        LINODE_TOKEN: this.linode.token,
        AWS_ACCESS_KEY_ID: this.s3.account.access_key,
        AWS_SECRET_ACCESS_KEY: this.s3.account.secret_key,
        LINODE_OBJ_ACCESS_KEY: this.s3.account.access_key,
        LINODE_OBJ_SECRET_KEY: this.s3.account.secret_key,
        LKE_PLATFORM_SNAPSHOT_RECIPIENT: RECIPIENT,
        AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
        AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
        LKE_PLATFORM_LINODE_API: this.linode.url.replace(/\/v4$/, ''), // the version is not the platform's
        LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint,
        ...variables,
      },
    });
  }

  /** What a check finds. */
  async find(check: Check, changes: Changes = {}): Promise<Finding> {
    return check.run(this.surroundings(changes));
  }
}
