import { App } from 'cdktf';
import { mkdirSync } from 'node:fs';
import type { Platform } from './model/platform';
import type { Problem } from './model/problem';
import { platformFileName, readPlatform } from './model/read-platform';
import type { ReadFile } from './model/rules/dashboard-files';
import { buildStacks } from './stacks/build-stacks';
import type { PlatformStack } from './stacks/platform-stack';

export interface PlatformAppProps {
  /** The platform file. @default - the one that LKE_PLATFORM_CONFIG names, or `platform.yaml` */
  readonly file?: string | undefined;
  /** Folder for the output. It is made only if the platform file is right. */
  readonly outdir: string;
  /** Files of the repository, which the platform file may name. @default - they are not looked at */
  readonly readFile?: ReadFile | undefined;
}

/** The CDKTF app of one platform, not yet synthesized. */
export interface PlatformApp {
  readonly app: App;
  readonly platform: Platform;
  /** In the order in which they are deployed. */
  readonly stacks: readonly PlatformStack[];
  /** What to know about the platform file although it is right. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads a platform and builds its stacks.
 *
 * @throws {PlatformFileError} with everything that is wrong with the file, one that cannot be read included
 */
export function createApp({ file = platformFileName(process.env), outdir, readFile }: PlatformAppProps): PlatformApp {
  const { platform, warnings } = readPlatform({ file, environment: process.env, ...(readFile && { readFile }) });
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  return { app, platform, stacks: buildStacks(app, platform), warnings };
}
