import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { bootstrap, type Bootstrapped } from '../../operations/bootstrap/bootstrap';
import { EXAMPLE_FILE, exampleData, platformOf } from './platforms';
import type { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { StandIn } from '@lke-platform/stand-ins/start';
import { synthesizeStack } from './synthesize';
import { temporaryFolder } from './temporary-folder';

/** The machine of a person who bootstraps the example platform: a home folder, and a clone with the stack `state`. */
export class Laptop {
  readonly home = temporaryFolder();
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  /** Folder with the platform file. */
  readonly clone = join(this.home, 'clone');
  /** Where bootstrap writes what to set. */
  readonly variables = join(this.home, '.config/lke-platform/acme.env');
  /** Where it keeps what opens snapshots. */
  readonly identity = join(this.home, '.config/lke-platform/acme.age-identity');
  private readonly stackFolder = join(this.home, 'stack');

  /** @param endpoint address of the object storage */
  constructor(
    private readonly standIn: StandIn,
    endpoint: string,
  ) {
    this.environment = {
      PATH: process.env.PATH,
      HOME: this.home,
      ...standIn.env,
      LKE_PLATFORM_OBJECT_STORAGE: endpoint,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1given',
    };
    this.platform = platformOf(exampleData(), this.environment);
    mkdirSync(this.clone);
    copyFileSync(join(__dirname, '../..', EXAMPLE_FILE), join(this.clone, 'platform.yaml'));
    mkdirSync(this.stackFolder, { recursive: true });
    writeFileSync(join(this.stackFolder, 'cdk.tf.json'), JSON.stringify(synthesizeStack(this.platform, 'state')));
  }

  /** In this process, on the stack as the constructor synthesized it. @param onStep called with what begins, in words */
  bootstrap(onStep: (text: string) => void = () => undefined): Promise<Bootstrapped> {
    const { platform, stackFolder, environment } = this;
    return bootstrap({ platform, stackFolder, environment, onStep });
  }

  /** Sends a request to the Linode API, as a person would with curl. */
  async api(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${this.standIn.apiUrl}/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${this.standIn.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Names of what bootstrap keeps to be able to go on. */
  workFiles(): string[] {
    const entries = readdirSync(join(this.home, '.local/state/lke-platform/acme'), {
      recursive: true,
      withFileTypes: true,
    });
    return entries.flatMap((entry) => (entry.isFile() ? entry.name : [])).sort();
  }

  /** Paths of all files of this machine. */
  files(): string[] {
    const entries = readdirSync(this.home, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }
}

/** Names of the buckets that the state in the bucket of the example platform has. */
export function bucketsInState(s3: S3StandIn): string[] {
  const { body } = s3.bucket('acme-platform-state').get('acme/state.tfstate');
  const { resources } = JSON.parse(body.toString()) as {
    resources: { instances: { attributes: { label: string } }[] }[];
  };
  return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.label)).sort();
}
