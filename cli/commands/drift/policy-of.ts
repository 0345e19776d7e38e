import { existsSync } from 'node:fs';
import type { Platform } from '../../../model/platform';
import type { OutputFolder } from '../../../operations/deploy/output-folder';
import type { CommandContext } from '../../command-context';
import type { ReportedProblem } from '../../conventions/problems';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';

export { FILE_OPTION, type FileOption };

/** Who says how drift is judged and who is told, as far as anybody does. */
export interface DriftPlatform {
  /** @default - nobody does */
  readonly platform?: Platform;
  readonly warnings: readonly ReportedProblem[];
}

/**
 * The platform file, which says how drift is judged and who is told. One that lies there by chance, and is that of another
 * platform, is left aside with a warning.
 *
 * @throws {Error} when the file that was named is that of another platform, or is not there
 */
export async function platformFor(
  output: Pick<OutputFolder, 'platform' | 'path'>,
  { file }: FileOption,
  { streams: { env } }: Pick<CommandContext, 'streams'>,
): Promise<DriftPlatform> {
  const { platformFileName, readPlatform } = await import('../../../model/read-platform');
  const path = file ?? platformFileName(env);
  const isNamed = Boolean(file ?? env.LKE_PLATFORM_CONFIG);
  if (!isNamed && !existsSync(path)) return { warnings: [] };
  const { platform } = readPlatform({ file: path, environment: env });
  if (platform.name === output.platform) return { platform, warnings: [] };
  const what = `${path} is of the platform ${platform.name}, and ${output.path} of ${output.platform}`;
  if (isNamed) throw new Error(`${what}. Name the file of ${output.platform}, or its folder with --output`);
  return {
    warnings: [
      {
        severity: 'warning',
        what: `${what}: its rules of drift do not count, and nobody is told`,
        fix: `name the file of ${output.platform} with --file`,
      },
    ],
  };
}
