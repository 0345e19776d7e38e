import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3StandIn } from '../s3/s3-stand-in';
import type { StandIn } from '../start';
import { certificateOfLoopback } from './certificate';

/** Names a folder with provider packages, laid out as `terraform providers mirror` does it. */
const MIRROR_VARIABLE = 'LKE_PLATFORM_PROVIDER_MIRROR';
const REGISTRY = 'registry.terraform.io';

/** Whether the engine is to run the real provider in place of its stand-in, for example `linode/linode`. */
export function isReal(source: string): boolean {
  const mirror = process.env[MIRROR_VARIABLE];
  return mirror !== undefined && mirror !== '' && existsSync(join(mirror, REGISTRY, source));
}

/**
 * The real providers of the mirror, with the stand-ins for those that it lacks. They work on the Linode API and the
 * object storage of the stand-in (docs/engine-tests.md).
 */
export class RealProviders {
  private constructor(
    private readonly folder: string,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** @returns undefined where no mirror is named */
  static async of(standIn: StandIn, s3: S3StandIn): Promise<RealProviders | undefined> {
    const mirror = process.env[MIRROR_VARIABLE];
    if (!mirror) return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'lke-platform-real-providers-'));
    const configuration = join(folder, 'engine.tfrc');
    const installation = `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
    writeFileSync(configuration, `provider_installation {\n  ${installation}\n}\n`);
    const certificate = certificateOfLoopback(folder);
    const objectStorage = await s3.secure(certificate);
    standIn.world.objectStorageHost = new URL(objectStorage).host;
    return new RealProviders(folder, {
      TF_CLI_CONFIG_FILE: configuration,
      TF_REATTACH_PROVIDERS: standInsFor(standIn.reattach),
      LKE_PLATFORM_OBJECT_STORAGE: objectStorage,
      // The AWS client takes its own variable before the one of Go.
      AWS_CA_BUNDLE: certificate.file,
      SSL_CERT_FILE: certificate.file,
      NODE_EXTRA_CA_CERTS: certificate.file,
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Those of the stand-ins that nothing in the mirror replaces. */
function standInsFor(reattach: string): string {
  const all = Object.entries(JSON.parse(reattach) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(all.filter(([address]) => !isReal(address.replace(`${REGISTRY}/`, '')))));
}
