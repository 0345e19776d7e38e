import { existsSync } from 'node:fs';
import type { Platform } from '../../../model/platform';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';

export { FILE_OPTION, type FileOption };

/**
 * The platform file, which says how drift is judged and who is told; undefined where there is none beside the output
 * folder, or it is that of another platform.
 */
export async function platformFor(
  name: string,
  { file }: FileOption,
  { streams: { env } }: CommandContext,
): Promise<Platform | undefined> {
  const { platformFileName, readPlatform } = await import('../../../model/read-platform');
  const path = file ?? platformFileName(env);
  if (file === undefined && !existsSync(path)) return undefined;
  const { platform } = readPlatform({ file: path, environment: env });
  return platform.name === name ? platform : undefined;
}
