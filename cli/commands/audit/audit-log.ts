import type { AuditLog, AuditPlace } from '../../../operations/audit/place';
import type { Platform } from '../../../model/platform';
import type { CommandContext } from '../../command-context';

/** The option with which every command of the group names the platform. */
export const FILE_OPTION = [
  '--file <file>',
  'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)',
] as const;

export interface FileOption {
  readonly file?: string;
}

/** The audit log of the platform that a file describes. */
export async function auditLogOf({ file }: FileOption, { streams }: CommandContext): Promise<AuditLog> {
  const { platformFileName, readPlatform } = await import('../../../model/read-platform');
  const { openAuditLog } = await import('../../../operations/audit/place');
  const { platform } = readPlatform({ file: file ?? platformFileName(streams.env), environment: streams.env });
  return openAuditLog(auditPlaceOf(platform), streams.env);
}

export const auditPlaceOf = ({ name: platform, state: { endpoint, buckets } }: Platform): AuditPlace => ({
  platform,
  endpoint,
  buckets,
});
